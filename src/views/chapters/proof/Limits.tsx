/** What the story does not show, in the words of its family; a paper's arXiv number is a link to it. */
import { Fragment } from "react";
import { sessionsOf } from "../../../state/selectors/office";
import { useApp } from "../../page/store";
import "./Limits.css";

export function Limits() {
  const limits = useApp((state) => sessionsOf(state)?.limits ?? null);
  if (!limits || limits.length === 0) return null;
  return (
    <section className="limits" aria-labelledby="limits-title">
      <h2 id="limits-title">What it does not show</h2>
      {limits.map((text) => (
        <p key={text}>{text.split(/(arXiv \d{4}\.\d{5})/).map(linked)}</p>
      ))}
    </section>
  );
}

function linked(part: string, i: number) {
  if (!part.startsWith("arXiv ")) return <Fragment key={i}>{part}</Fragment>;
  return (
    <a key={i} href={`https://arxiv.org/abs/${part.slice("arXiv ".length)}`} target="_blank" rel="noopener noreferrer">
      {part}
    </a>
  );
}
