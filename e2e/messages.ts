import type { Locator, Page } from '@playwright/test';

/** A message in the corner that holds the text. */
export function message(page: Page, text: string | RegExp): Locator {
  return page.getByRole('listitem').filter({ hasText: text });
}
