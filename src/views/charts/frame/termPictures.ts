/**
 * Small live pictures of words of the field: the page puts them in, so that a term shows what it means in the models
 * that are open. Elsewhere a term is explained by its sentence alone.
 */
import { type ComponentType, createContext, useContext } from "react";
import type { TermId } from "./glossary";

const Context = createContext<Readonly<Partial<Record<TermId, ComponentType>>>>({});

export const TermPicturesProvider = Context.Provider;

export function useTermPicture(of: TermId): ComponentType | undefined {
  return useContext(Context)[of];
}
