import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { answerQuestions } from './limited-thread.ts';

// Signs that a model keeps for itself are counted as the text they are.
const AS_TEXT = { disallowedSpecial: new Set<string>() };

answerQuestions((texts: string[]): number =>
  texts.reduce((sum, text) => sum + countTokens(text, AS_TEXT), 0),
);
