/**
 * One entry of the list: what is done, how strongly, after which layer, at which words; its controls, and away with it.
 */
import { type ReactNode, useId } from "react";
import type { Intervention, Positions } from "../../../core/experiment";
import {
  control,
  flipped,
  interventionTitle,
  type InterventionWords,
  isControl,
  POSITION_TEXTS,
} from "../../../state/edits/interventions";
import { formatValue } from "../../charts/frame/format";
import "./InterventionRow.css";

export interface InterventionRowProps {
  readonly intervention: Intervention;
  readonly layers: number;
  readonly words: InterventionWords;
  /** The choice of the part it acts on, where it acts on one. */
  readonly part: ReactNode;
  readonly onChange: (to: Intervention) => void;
  readonly onRemove: () => void;
}

export function InterventionRow(props: InterventionRowProps) {
  const { intervention, layers, words, part, onChange, onRemove } = props;
  const title = interventionTitle(intervention, words);
  const random = control(intervention);
  const flip = flipped(intervention);
  return (
    <li className="intervention">
      <p className="intervention-title">{title}</p>
      <div className="intervention-dials">
        <Amount intervention={intervention} title={title} nameOf={words.latent} onChange={onChange} />
        {part}
        {"layer" in intervention && (
          <label className="control">
            after layer
            <select
              value={intervention.layer}
              onChange={(event) => onChange({ ...intervention, layer: Number(event.target.value) })}
            >
              {Array.from({ length: layers }, (_, layer) => (
                <option key={layer} value={layer}>
                  {layer}
                </option>
              ))}
            </select>
          </label>
        )}
        {"positions" in intervention && (
          <label className="control">
            <span className="visually-hidden">at</span>
            <select
              aria-label={`${title}: at which words`}
              value={intervention.positions}
              onChange={(event) => onChange({ ...intervention, positions: event.target.value as Positions })}
            >
              {(Object.keys(POSITION_TEXTS) as Positions[]).map((positions) => (
                <option key={positions} value={positions}>
                  {POSITION_TEXTS[positions]}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <div className="intervention-actions">
        {random && (
          <button type="button" aria-pressed={isControl(intervention)} onClick={() => onChange(random)}>
            {intervention.kind === "clamp" ? "Control: random features" : "Control: random direction"}
          </button>
        )}
        {flip && (
          <button type="button" onClick={() => onChange(flip)}>
            Control: other way round
          </button>
        )}
        <button type="button" aria-label={`Remove: ${title}`} onClick={onRemove}>
          Remove
        </button>
      </div>
    </li>
  );
}

interface AmountProps {
  readonly intervention: Intervention;
  readonly title: string;
  readonly nameOf: (latent: number, dictionary: string) => string;
  readonly onChange: (to: Intervention) => void;
}

function Amount({ intervention, title, nameOf, onChange }: AmountProps) {
  switch (intervention.kind) {
    case "steer":
      return (
        <Slider
          name={`${title}: strength`}
          value={intervention.strength}
          range={[-6, 6, 0.25]}
          say={(value) => `${value > 0 ? "+" : ""}${formatValue(value)} ×`}
          onMove={(strength) => onChange({ ...intervention, strength })}
        />
      );
    case "cap":
      return (
        <Slider
          name={`${title}: at most`}
          value={intervention.most}
          range={[-10, 10, 0.5]}
          say={(value) => `at most ${formatValue(value)}`}
          onMove={(most) => onChange({ ...intervention, most })}
        />
      );
    case "dose":
      return (
        <Slider
          name={`${title}: dose`}
          value={intervention.amount}
          range={[-0.5, 1.5, 0.05]}
          say={(value) => `${formatValue(Math.round(value * 100))} %`}
          onMove={(amount) => onChange({ ...intervention, amount })}
        />
      );
    case "clamp":
      return <ClampSliders intervention={intervention} title={title} nameOf={nameOf} onChange={onChange} />;
    default:
      return null;
  }
}

/** More sliders than this are folded away. */
const IN_VIEW = 8;

/** Below zero a feature's direction is taken away. */
const reach = (value: number): number => Math.max(10, Math.ceil(Math.abs(value) / 10) * 20);

function ClampSliders({
  intervention,
  title,
  nameOf,
  onChange,
}: AmountProps & { readonly intervention: Extract<Intervention, { kind: "clamp" }> }) {
  const { latents, random, dictionary } = intervention;
  const sliders = latents.map(({ latent, value }, i) => (
    <Slider
      key={latent}
      name={`${title}: feature ${latent}`}
      value={value}
      range={[-reach(value), reach(value), 0.1]}
      say={(to) =>
        `${random === null ? `${nameOf(latent, dictionary)} (${latent})` : "a random feature"}: ${formatValue(to)}`
      }
      onMove={(to) => onChange({ ...intervention, latents: latents.with(i, { latent, value: to }) })}
    />
  ));
  return (
    <>
      {sliders.slice(0, IN_VIEW)}
      {sliders.length > IN_VIEW && (
        <details>
          <summary>{sliders.length - IN_VIEW} more features</summary>
          {sliders.slice(IN_VIEW)}
        </details>
      )}
    </>
  );
}

interface SliderProps {
  readonly name: string;
  readonly value: number;
  readonly range: readonly [number, number, number];
  readonly say: (value: number) => string;
  readonly onMove: (to: number) => void;
}

function Slider({ name, value, range: [least, most, step], say, onMove }: SliderProps) {
  const id = useId();
  return (
    <span className="intervention-slider">
      <input
        id={id}
        type="range"
        aria-label={name}
        min={Math.min(least, value)}
        max={Math.max(most, value)}
        step={step}
        value={value}
        aria-valuetext={say(value)}
        onChange={(event) => onMove(Number(event.target.value))}
      />
      <output htmlFor={id}>{say(value)}</output>
    </span>
  );
}
