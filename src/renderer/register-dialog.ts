import { create } from 'zustand';
import type { ModelSource } from './model-source.ts';

/** The form that registers a model, open over the page: the models it can be made of, the first of them chosen. */
export const useRegisterDialog = create<{ sources: readonly ModelSource[] }>(() => ({ sources: [] }));

/** Asks under which name a model is to be registered. */
export const openRegister = (sources: readonly ModelSource[]) => useRegisterDialog.setState({ sources });
export const closeRegister = () => useRegisterDialog.setState({ sources: [] });
