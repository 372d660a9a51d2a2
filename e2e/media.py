"""What two runs of a vision project log as files, by MLflow's own client: images by step, a table, texts and sounds."""

import io
import wave

import mlflow
import numpy as np
import pandas as pd

client = mlflow.MlflowClient()
mlflow.set_experiment("vision")


def picture(red: int, marked: bool) -> np.ndarray:
    """One colour; where marked, a tenth of it is white."""
    pixels = np.full((40, 60, 3), (red, 0, 0), dtype=np.uint8)
    if marked:
        pixels[:4] = 255
    return pixels


def sound() -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(2)
        written.setframerate(8000)
        written.writeframes(bytes(8000))
    return file.getvalue()


for name, steps in [("coarse", [0, 50, 100]), ("fine", [0, 40, 80, 100])]:
    with mlflow.start_run(run_name=name) as run:
        mlflow.log_metric("loss", 0.5)
        for step in steps:
            pixels = picture(step, name == "fine")
            client.log_image(run.info.run_id, pixels, key="val/dog", step=step, synchronous=True)
        scores = [0.25, 10.5] if name == "fine" else [9.75, 0.125]
        mlflow.log_table(pd.DataFrame({"animal": ["cat", "dog"], "score": scores}), "eval.json")
        mlflow.log_text(f"animal,guess\ncat,{name}\n", "guesses.csv")
        for step in [1, 2]:
            mlflow.log_text(f"{name} says {step}", f"text/sample_step_{step}.txt")
        with open("tone.wav", "wb") as file:
            file.write(sound())
        mlflow.log_artifact("tone.wav", "audio")
