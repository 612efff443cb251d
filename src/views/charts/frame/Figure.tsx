/**
 * The frame of every picture: title, what it is, the picture, how to read it, its table, and its exports. No picture
 * goes without. On the presenter's stage it is the title, one sentence and the picture.
 */
import { type ReactNode, useId, useRef, useState } from "react";
import { pictureName } from "../../pictures";
import { FigureExports } from "./FigureExports";
import type { Picture } from "./picture";
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
  const { id, part, title, how, wall, summary, table } = picture;
  const heading = useId();
  const caption = useId();
  const reading = useReading(id);
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
        {stage ? (wall ?? cueOnStage(reading.look)) : how}
      </p>
      <div className="figure-picture" ref={drawn}>
        <RoomProvider value={stage && roomOf(stage)}>{children}</RoomProvider>
      </div>
      <figcaption>
        <span className="visually-hidden">{summary}</span>
        <details className="figure-reading">
          <summary>How to read this</summary>
          <dl>
            <dt>What is what</dt>
            <dd>{reading.mark}</dd>
            <dt>Look for</dt>
            <dd>{reading.look}</dd>
            <dt>Beware</dt>
            <dd>{reading.beware}</dd>
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
