/**
 * Small live pictures of words of the field: the page puts them in, so that a term shows what it means in the models
 * that are open. Elsewhere a term is explained by its sentence alone.
 */
import { createContext, type ReactNode, useContext } from "react";
import type { TermId } from "./glossary";

const Context = createContext<Readonly<Partial<Record<TermId, ReactNode>>>>({});

export const TermPicturesProvider = Context.Provider;

export function useTermPicture(of: TermId): ReactNode {
  return useContext(Context)[of];
}
