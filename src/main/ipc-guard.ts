import {
  type DesktopAnswers,
  type DesktopArguments,
  type DesktopCall,
  parseDesktopCall,
} from '../contract/index.ts';
import { isAppPage } from './app-url.ts';

/** The frame that a call came from, as Electron knows it; null where it is gone. */
export type Sender = Readonly<{ url: string; parent: unknown }> | null;

export type CallHandlers<Window> = {
  readonly [Name in DesktopCall]: (
    window: Window,
    ...given: DesktopArguments<Name>
  ) => DesktopAnswers[Name] | Promise<DesktopAnswers[Name]>;
};

/** Only the page itself may call: not a frame in it, not a page of any other origin. */
export function isTrustedSender(sender: Sender): boolean {
  return sender !== null && sender.parent === null && isAppPage(sender.url);
}

/** Answers one call after checking who sent it and what with; rejects with a sentence otherwise. */
export async function answerCall<Name extends DesktopCall, Window>(
  name: Name,
  handlers: CallHandlers<Window>,
  sender: Sender,
  window: Window,
  given: readonly unknown[],
): Promise<DesktopAnswers[Name]> {
  if (!isTrustedSender(sender)) throw new Error(`${name} may be called by Tidemark's own page only.`);
  return handlers[name](window, ...parseDesktopCall(name, given));
}
