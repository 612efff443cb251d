/**
 * A text of the page with markup: its placeholders are filled with elements, a word between *stars* is stressed, and
 * a paper's arXiv number is a link to it.
 */
import { Fragment, type ReactNode } from "react";
import type { Filling, TextId, Words } from "../../../core/texts";

/** The text as elements, for a caption. */
export function told<Id extends TextId>(words: Words, id: Id, ...[values]: Filling<Id, ReactNode>): ReactNode {
  const given: Readonly<Record<string, ReactNode>> = values ?? {};
  return words[id]
    .split(/(\{\w+\}|\*[^*]+\*|arXiv \d{4}\.\d{5})/)
    .map((part, i) => <Fragment key={i}>{marked(part, given)}</Fragment>);
}

function marked(part: string, given: Readonly<Record<string, ReactNode>>): ReactNode {
  if (part.startsWith("{")) return given[part.slice(1, -1)];
  if (part.startsWith("*")) return <em>{part.slice(1, -1)}</em>;
  if (!part.startsWith("arXiv ")) return part;
  return (
    <a href={`https://arxiv.org/abs/${part.slice("arXiv ".length)}`} target="_blank" rel="noopener noreferrer">
      {part}
    </a>
  );
}
