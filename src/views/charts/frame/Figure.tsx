/**
 * The frame of every picture: title, what it is, the picture, how to read it, its table, and its exports. No picture
 * goes without. On the presenter's stage it is the title, one sentence and the picture.
 */
import { type ReactNode, useId, useRef, useState } from "react";
import { pictureName } from "../../pictures";
import { FigureExports } from "./FigureExports";
import type { Picture } from "./picture";
import { PairNamesProvider, pairNamesOf, withPairNames } from "./pairNames";
import { useReading } from "./readings";
import { cueOnStage } from "./cueOnStage";
import { roomOf, RoomProvider, usePictureOnStage } from "./stage";
import { TableView } from "./TableView";
import { useFit } from "./useFit";
import "./Figure.css";

export interface FigureProps extends Picture {
  readonly controls?: ReactNode;
  readonly children: ReactNode;
}

export function Figure({ controls, children, ...picture }: FigureProps) {
  const { id, part, title, how, wall, summary, table, subject } = picture;
  const heading = useId();
  const caption = useId();
  const reading = useReading(id);
  const names = pairNamesOf(subject);
  const [open, setOpen] = useState(false);
  const stage = usePictureOnStage(id, part);
  const drawn = useRef<HTMLDivElement>(null);
  useFit(drawn, stage);
  return (
    <figure
      className="figure"
      id={`picture-${pictureName(id, part)}`}
      data-picture={id}
      data-onstage={stage ? "" : undefined}
      aria-labelledby={heading}
    >
      <div className="figure-head">
        <h2 id={heading}>{title}</h2>
        {controls && <div className="figure-controls">{controls}</div>}
      </div>
      <p className="figure-how" id={caption}>
        {stage ? (wall ?? cueOnStage(withPairNames(reading.look, names))) : how}
      </p>
      <div className="figure-picture" ref={drawn}>
        <PairNamesProvider value={names}>
          <RoomProvider value={stage && roomOf(stage)}>{children}</RoomProvider>
        </PairNamesProvider>
      </div>
      <figcaption>
        <span className="visually-hidden">{summary}</span>
        <details className="figure-reading">
          <summary>How to read this</summary>
          <dl>
            <dt>What is what</dt>
            <dd>{withPairNames(reading.mark, names)}</dd>
            <dt>Look for</dt>
            <dd>{withPairNames(reading.look, names)}</dd>
            <dt>Beware</dt>
            <dd>{withPairNames(reading.beware, names)}</dd>
          </dl>
        </details>
        <details className="figure-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>Numbers and export</summary>
          {table ? (
            <>
              <FigureExports picture={picture} caption={() => document.getElementById(caption)?.textContent ?? ""} />
              {open && <TableView table={table} label={`${title}, as a table`} />}
            </>
          ) : (
            <p className="figure-nothing">Not computed yet, so there is nothing to save.</p>
          )}
        </details>
      </figcaption>
    </figure>
  );
}
