/**
 * All runs, the most suspicious first. Only the rows in sight are drawn, so a hundred thousand runs scroll as a hundred
 * do. Arrows move, 1, 2 and 0 give a label and go on to the next run that has none.
 */
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { nextUnlabelled } from "../../core/transcripts/order";
import { STEPS } from "../../core/transcripts/suspicion";
import type { ListedRun } from "../../runtime/transcripts/messages";
import { labelName, LABELS } from "./labelNames";
import "./RunList.css";

export interface RunListProps {
  readonly runs: readonly ListedRun[];
  /** Places of the runs, in the order shown. */
  readonly order: Uint32Array;
  /** In thousandths, by run. */
  readonly scores: Uint16Array;
  readonly labels: Int8Array;
  readonly threshold: number;
  readonly selected: number | null;
  /** What a label is called. */
  readonly nameOf?: (label: number) => string;
  readonly onSelect: (run: number) => void;
  /** Null where labels are known and not to be given. */
  readonly onLabel: ((run: number, label: number) => void) | null;
}

/** As in the style sheet. */
const ROW = 48;
/** Rows drawn above and below those in sight. */
const SPARE = 6;

const optionId = (run: number): string => `run-${run}`;

export function RunList(props: RunListProps) {
  const { runs, order, scores, labels, threshold, selected, nameOf = labelName, onSelect, onLabel } = props;
  const list = useRef<HTMLDivElement>(null);
  const { from, to, inSight, onScroll } = useWindow(list, order.length);
  const at = selected === null ? -1 : order.indexOf(selected);
  useEffect(() => {
    if (at >= 0 && list.current) reveal(list.current, at);
  }, [at]);
  const keys = onLabel ? "; 1 positive, 2 negative, 0 no label" : "";
  const go = (place: number): void => {
    const run = order[Math.max(0, Math.min(order.length - 1, place))];
    if (run !== undefined) onSelect(run);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const given = LABELS.find(({ key }) => key === event.key);
    const by = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: order.length - 1, PageDown: at + 8, PageUp: at - 8 };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (given && onLabel && selected !== null) {
      const next = nextUnlabelled(order, labels, at);
      onLabel(selected, given.label);
      if (next >= 0) go(next);
    } else if (Object.hasOwn(by, event.key)) go(by[event.key as keyof typeof by]);
    else return;
    event.preventDefault();
  };
  return (
    <div className="run-list-frame">
      <div
        ref={list}
        className="run-list"
        role="listbox"
        tabIndex={0}
        aria-label={`Runs, the most suspicious first. Arrows move${keys}.`}
        aria-activedescendant={at >= from && at < to && selected !== null ? optionId(selected) : undefined}
        onScroll={onScroll}
        onKeyDown={onKeyDown}
      >
        <div className="run-list-all" role="presentation" style={{ height: order.length * ROW }}>
          {[...order.subarray(from, to)].map((run, i) => (
            <Row
              key={run}
              run={runs[run]!}
              id={optionId(run)}
              top={(from + i) * ROW}
              place={[from + i + 1, order.length]}
              score={scores[run]!}
              flagged={scores[run]! >= threshold}
              label={labels[run]!}
              labelled={nameOf(labels[run]!)}
              chosen={run === selected}
              onChoose={() => onSelect(run)}
            />
          ))}
        </div>
      </div>
      {inSight && (
        <p className="run-list-more">
          {inSight[0].toLocaleString("en")}–{inSight[1].toLocaleString("en")} of {order.length.toLocaleString("en")}:
          scroll for more
        </p>
      )}
    </div>
  );
}

interface RowProps {
  readonly run: ListedRun;
  readonly id: string;
  readonly top: number;
  readonly place: readonly [at: number, of: number];
  readonly score: number;
  readonly flagged: boolean;
  readonly label: number;
  readonly labelled: string;
  readonly chosen: boolean;
  readonly onChoose: () => void;
}

function Row({ run, id, top, place, score, flagged, label, labelled, chosen, onChoose }: RowProps) {
  const suspicion = (score / STEPS).toFixed(2);
  return (
    // The list itself has the focus and the keys.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/interactive-supports-focus
    <div
      id={id}
      className="run-row"
      role="option"
      aria-selected={chosen}
      aria-posinset={place[0]}
      aria-setsize={place[1]}
      style={{ top }}
      onClick={onChoose}
    >
      <span className={`run-suspicion${flagged ? " flagged" : ""}`}>
        <span className="visually-hidden">{flagged ? "flagged, suspicion " : "suspicion "}</span>
        {suspicion}
        <span className="run-bar" style={{ width: `${(100 * score) / STEPS}%` }} />
      </span>
      <span className="run-words">
        <span className="run-name">
          {run.id !== undefined && <span className="run-id">{run.id} </span>}
          {run.name}
        </span>
        <span className="run-preview">{run.preview}</span>
      </span>
      <span className={`run-label run-label-${label + 1}`}>{labelled}</span>
    </div>
  );
}

/** Which rows are drawn, with some to spare; and which are in sight whole, from 1, where the list is longer. */
function useWindow(list: { readonly current: HTMLElement | null }, rows: number) {
  const [seen, setSeen] = useState({ top: 0, height: 504 });
  const look = (): void => {
    const node = list.current;
    if (node) setSeen({ top: node.scrollTop, height: node.clientHeight });
  };
  useEffect(() => {
    const node = list.current;
    if (!node) return;
    const observer = new ResizeObserver(() => setSeen({ top: node.scrollTop, height: node.clientHeight }));
    observer.observe(node);
    return () => observer.disconnect();
  }, [list]);
  const from = Math.max(0, Math.floor(seen.top / ROW) - SPARE);
  const to = Math.min(rows, Math.ceil((seen.top + seen.height) / ROW) + SPARE);
  const whole = [Math.ceil(seen.top / ROW) + 1, Math.floor((seen.top + seen.height) / ROW)] as const;
  const inSight = rows * ROW > seen.height ? whole : null;
  return { from: Math.min(from, Math.max(0, rows - 1)), to, inSight, onScroll: look };
}

function reveal(list: HTMLElement, place: number): void {
  const [top, bottom] = [place * ROW, (place + 1) * ROW];
  if (top < list.scrollTop) list.scrollTop = top;
  else if (bottom > list.scrollTop + list.clientHeight) list.scrollTop = bottom - list.clientHeight;
}
