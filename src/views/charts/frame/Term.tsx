/** A word of the field within a sentence, with what it means. */
import type { ReactNode } from "react";
import { GLOSSARY, type TermId } from "./glossary";
import { Noted } from "./Noted";
import { useTermPicture } from "./termPictures";

export function Term({ of, children }: { readonly of: TermId; readonly children: ReactNode }) {
  const [title, meaning] = GLOSSARY[of];
  const picture = useTermPicture(of);
  return (
    <Noted
      title={title}
      note={
        <>
          {meaning}
          {picture}
        </>
      }
    >
      {children}
    </Noted>
  );
}
