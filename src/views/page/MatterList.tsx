/**
 * What may be asked: every matter that the models have read about, by domain, found as one types ("tire" finds a tyre).
 * A search field with a list under it: arrows move, Enter asks, Escape empties; a press asks too.
 */
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import { type Domain, type Matter, type MatterIndex, searchMatters } from "../../core/answers/matters";
import "./MatterList.css";

interface MatterListProps {
  readonly index: MatterIndex;
  /** Gets a question that the models have read about the matter. */
  readonly onAsk: (question: string) => void;
  /** What the field holds at first. */
  readonly typed?: string;
  /** The field has the focus from the start: it was opened to be typed into. */
  readonly focused?: boolean;
}

export function MatterList({ index, onAsk, typed: first = "", focused = false }: MatterListProps) {
  const id = useId();
  const [typed, setTyped] = useState(first);
  const [active, setActive] = useState<string | null>(null);
  const domains = useMemo(() => found(index, typed), [index, typed]);
  const shown = domains.flatMap(({ matters }) => matters);
  const list = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (focused) field.current?.focus({ preventScroll: true });
  }, [focused]);
  useEffect(() => {
    list.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const ask = (matter: Matter | undefined): void => {
    const [question] = matter?.phrasings ?? [];
    if (question !== undefined) onAsk(question);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = shown.findIndex((matter) => matter.id === active);
    const to = target(event.key, at, shown.length);
    if (to !== null) setActive(shown[to]?.id ?? null);
    else if (event.key === "Enter") ask(shown[at] ?? (shown.length === 1 ? shown[0] : undefined));
    else if (event.key === "Escape" && typed !== "") setTyped("");
    else return;
    event.preventDefault();
  };
  return (
    <div className="matters">
      <label className="matters-search">
        Search what may be asked
        <input
          ref={field}
          type="search"
          role="combobox"
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          aria-activedescendant={active === null ? undefined : optionId(id, active)}
          autoComplete="off"
          spellCheck={false}
          placeholder="tire, rent, sleep …"
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setActive(null);
          }}
          onKeyDown={onKeyDown}
        />
        <span className="matters-count" role="status">
          {shown.length} of {index.entries.length}
        </span>
      </label>
      <div ref={list} id={`${id}-list`} className="matters-list" role="listbox" aria-label="What may be asked">
        <div className="matters-columns" role="presentation">
          {domains.map((domain) => (
            <Group key={domain.id} id={id} domain={domain} active={active} onAsk={ask} />
          ))}
        </div>
      </div>
      {shown.length === 0 && <p className="matters-none">It has never read about this, as far as words tell.</p>}
    </div>
  );
}

interface GroupProps {
  readonly id: string;
  readonly domain: Domain;
  readonly active: string | null;
  readonly onAsk: (matter: Matter) => void;
}

function Group({ id, domain, active, onAsk }: GroupProps) {
  const heading = `${id}-${domain.id}`;
  return (
    <div className="matters-domain" role="group" aria-labelledby={heading}>
      <span className="matters-heading" id={heading}>
        {domain.title}
      </span>
      {domain.matters.map((matter) => (
        <div
          key={matter.id}
          id={optionId(id, matter.id)}
          className="matter"
          role="option"
          aria-selected={matter.id === active}
          tabIndex={-1}
          title={matter.phrasings[0]}
          onClick={() => onAsk(matter)}
          onKeyDown={(event) => event.key === "Enter" && onAsk(matter)}
        >
          {matter.title}
        </div>
      ))}
    </div>
  );
}

/** The domains that still have a matter, each with those alone that the search finds. */
function found(index: MatterIndex, typed: string): Domain[] {
  const hits = new Set(searchMatters(index, typed));
  return index.matters.domains
    .map((domain) => ({ ...domain, matters: domain.matters.filter((matter) => hits.has(matter)) }))
    .filter(({ matters }) => matters.length > 0);
}

/** Where a key leads from option `at` (-1: none) of `n`; null for every other key. */
function target(key: string, at: number, n: number): number | null {
  if (n === 0) return null;
  if (key === "ArrowDown") return (at + 1) % n;
  if (key === "ArrowUp") return at <= 0 ? n - 1 : at - 1;
  if (key === "PageDown") return Math.min(n - 1, Math.max(at, 0) + 10);
  return key === "PageUp" ? Math.max(0, at - 10) : null;
}

function optionId(list: string, matter: string): string {
  return `${list}-${matter.replaceAll("/", "-")}`;
}
