import { create } from 'zustand';

export type Theme = 'system' | 'light' | 'dark';

const STORED_AS = 'tidemark.theme';

interface ThemeState {
  theme: Theme;
  setTheme: (theme: Theme) => void;
}

/** The chosen theme: kept for the next visit and written on the document, where the tokens read it. */
export const useTheme = create<ThemeState>((set) => ({
  theme: apply(storedTheme()),
  setTheme(theme) {
    localStorage.setItem(STORED_AS, theme);
    set({ theme: apply(theme) });
  },
}));

function storedTheme(): Theme {
  const stored = localStorage.getItem(STORED_AS);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

function apply(theme: Theme): Theme {
  if (theme === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
  return theme;
}
