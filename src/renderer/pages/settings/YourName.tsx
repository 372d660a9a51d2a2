import { useState } from 'react';
import { TextField } from '../../components/TextField.tsx';
import { nameProblem, useYourName } from '../../your-name.ts';
import { Section } from './Section.tsx';

/** What stands beside what is done in this browser: in histories, requests and the audit log. */
export function YourName() {
  const { name, setName } = useYourName();
  const [text, setText] = useState(name);
  const problem = nameProblem(text.trim());
  return (
    <Section title="Your name" note="Of this browser.">
      <TextField
        label="Name"
        hidesLabel
        placeholder="Your name"
        autoComplete="username"
        value={text}
        error={problem}
        hint="Stands beside what you do. It is taken on trust: without a name it is “this machine”. Scripts give theirs as MLFLOW_TRACKING_USERNAME."
        onChange={({ target }) => {
          setText(target.value);
          const given = target.value.trim();
          if (nameProblem(given) === undefined) setName(given);
        }}
        className="max-w-100"
      />
    </Section>
  );
}
