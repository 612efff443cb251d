/**
 * The page's words for the models that it shows: its texts, and how its pictures are read.
 */
import { type ReactNode, useMemo } from "react";
import type { Words } from "../../core/texts";
import { storyOf, wordsOf } from "../../state/selectors/story";
import { ReadingsProvider } from "../charts/frame/readings";
import { readingsWith } from "../pictures";
import { useApp } from "./store";

export function useWords(): Words {
  return useApp(wordsOf);
}

/** Every figure inside is read in these models' words. */
export function Readings({ children }: { readonly children: ReactNode }) {
  const { readings } = useApp(storyOf);
  const all = useMemo(() => readingsWith(readings), [readings]);
  return <ReadingsProvider value={all}>{children}</ReadingsProvider>;
}
