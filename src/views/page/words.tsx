/**
 * The page's words for the models that it shows: its texts, and how its pictures are read.
 */
import { type ReactNode, useMemo } from "react";
import type { Words } from "../../core/texts";
import { storyOf, wordsOf } from "../../state/selectors/story";
import { ReadingsProvider } from "../charts/frame/readings";
import { TermPicturesProvider } from "../charts/frame/termPictures";
import { readingsWith } from "../pictures";
import { useApp } from "./store";
import { TERM_PICTURES } from "./termPictures";

export function useWords(): Words {
  return useApp(wordsOf);
}

/** Every figure inside is read in these models' words, and a term shows what it is in them. */
export function Readings({ children }: { readonly children: ReactNode }) {
  const { readings } = useApp(storyOf);
  const all = useMemo(() => readingsWith(readings), [readings]);
  return (
    <ReadingsProvider value={all}>
      <TermPicturesProvider value={TERM_PICTURES}>{children}</TermPicturesProvider>
    </ReadingsProvider>
  );
}
