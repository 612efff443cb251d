/**
 * The frame of every picture: title, what it is, the picture, how to read it, its table, and its exports. No picture goes
 * without.
 */
import { type ReactNode, useId, useRef, useState } from "react";
import { asFailure } from "../../../core/failure";
import { readingOf } from "./readings";
import { saveCsv, savePng, saveSvg } from "./save";
import "./Figure.css";

export interface FigureTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface FigureProps {
  readonly title: string;
  /** One or two sentences: what a mark is, what its colour or length means, what to look for. */
  readonly how: ReactNode;
  /** One sentence that says what the picture shows, for those who cannot see it. */
  readonly summary: string;
  /** Name for exported files, without extension. */
  readonly file: string;
  readonly table: () => FigureTable;
  readonly csv: () => string;
  /** The picture as an SVG file; it is given the drawn picture, which some can be taken from. */
  readonly svg: (picture: HTMLElement) => string;
  readonly controls?: ReactNode;
  readonly children: ReactNode;
}

export function Figure({ title, how, summary, file, table, csv, svg, controls, children }: FigureProps) {
  const id = useId();
  const picture = useRef<HTMLDivElement>(null);
  const drawn = (): string => (picture.current ? svg(picture.current) : "");
  const reading = readingOf(file);
  const [open, setOpen] = useState(false);
  const [problem, setProblem] = useState("");
  return (
    <figure className="figure" aria-labelledby={id}>
      <div className="figure-head">
        <h2 id={id}>{title}</h2>
        {controls && <div className="figure-controls">{controls}</div>}
      </div>
      <p className="figure-how">{how}</p>
      <div className="figure-picture" ref={picture}>
        {children}
      </div>
      <figcaption>
        <span className="visually-hidden">{summary}</span>
        {reading && (
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
        )}
        <details className="figure-table" onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary>Numbers and export</summary>
          <div className="figure-exports">
            <button type="button" onClick={() => saveSvg(file, drawn())}>
              SVG
            </button>
            <button
              type="button"
              onClick={() => {
                setProblem("");
                savePng(file, drawn()).catch((error: unknown) => setProblem(asFailure(error).message));
              }}
            >
              PNG
            </button>
            <button type="button" onClick={() => saveCsv(file, csv())}>
              CSV
            </button>
            <output>{problem}</output>
          </div>
          {open && <Table table={table} label={`${title}, as a table`} />}
        </details>
      </figcaption>
    </figure>
  );
}

function Table({ table, label }: { readonly table: () => FigureTable; readonly label: string }) {
  const { head, rows } = table();
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          <tr>
            {head.map((cell, i) => (
              <th key={i} scope="col">
                {cell}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, r) => (
            <tr key={r}>
              {cells.map((cell, c) =>
                c === 0 ? (
                  <th key={c} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={c}>{cell}</td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
