"""Logs a data set to the tracker of MLFLOW_TRACKING_URI: `log.py small`, or `log.py large --steps 1000`."""

import argparse


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("set", choices=["small", "large"])
    parser.add_argument("--steps", type=int, required=True, help="points of each metric of an ordinary run of the large set")
    asked = parser.parse_args()
    if asked.set == "small":
        from registry import log_registry
        from small import log_small

        log_small()
        log_registry()
    else:
        from large import log_large

        log_large(asked.steps)


if __name__ == "__main__":
    main()
