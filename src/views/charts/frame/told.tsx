/**
 * A text of the page with markup: its placeholders are filled with elements, and a word between *stars* is stressed.
 */
import { Fragment, type ReactNode } from "react";
import type { Filling, TextId, Words } from "../../../core/texts";

/** The text as elements, for a caption. */
export function told<Id extends TextId>(words: Words, id: Id, ...[values]: Filling<Id, ReactNode>): ReactNode {
  const given: Readonly<Record<string, ReactNode>> = values ?? {};
  return words[id]
    .split(/(\{\w+\}|\*[^*]+\*)/)
    .map((part, i) => (
      <Fragment key={i}>
        {part.startsWith("{") ? given[part.slice(1, -1)] : part.startsWith("*") ? <em>{part.slice(1, -1)}</em> : part}
      </Fragment>
    ));
}
