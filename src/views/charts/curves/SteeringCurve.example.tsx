/** A voice turned up in one model, with its random control, and down in another, where it breaks sentences. */
import { nameWith } from "../../../core/pictures/subject";
import type { SweptPoint } from "../../../core/pictures/sweepCurve";
import type { Example } from "../frame/example";
import { exampleTitles } from "../frame/exampleModel";
import { exampleRate } from "../frame/exampleRate";
import { SteeringCurve, type SteeringCurvePanel } from "./SteeringCurve";

const point = (at: number, bad: number, broken: number): SweptPoint => ({
  at,
  misaligned: exampleRate(bad),
  incoherent: exampleRate(broken),
  activity: null,
});

export const examplePanels: readonly SteeringCurvePanel[] = [
  {
    title: nameWith(exampleTitles.left, "villain turned up"),
    side: "left",
    now: 2,
    points: [point(0, 0, 0), point(1, 0.3, 0), point(2, 0.66, 0.05), point(4, 0.7, 0.4)],
    control: [point(0, 0, 0), point(2, 0.04, 0), point(4, 0.06, 0.1)],
  },
  {
    title: nameWith(exampleTitles.right, "villain turned down"),
    side: "right",
    now: null,
    points: [point(-4, 0.1, 0.3), point(-2, 0.3, 0), point(0, 0.94, 0)],
    control: [],
  },
];

export const examples: readonly Example[] = [
  {
    name: "Steering curve",
    element: <SteeringCurve title="Steering curve (example numbers)" axis="strength" panels={examplePanels} />,
  },
];
