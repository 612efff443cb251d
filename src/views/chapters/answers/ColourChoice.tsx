/**
 * Chooses what the tokens of both answers are coloured by.
 */
import { allComponents, componentId, componentLabel, parseComponent } from "../../../core/component";
import { colourAnswers } from "../../../state/actions";
import { withComponent } from "../../../state/edits/experiment";
import { personasInUse } from "../../../state/selectors/personas";
import { useApp, useChange, useServices } from "../../page/store";

export function ColourChoice() {
  const { store } = useServices();
  const colour = useApp((state) => state.answerColour);
  const personas = useApp(personasInUse);
  const focus = useApp((state) => state.experiment?.focus.component ?? null);
  const shape = useApp((state) => state.loaded.get(state.experiment?.left.checkpoint ?? "")?.shape ?? null);
  const change = useChange();
  return (
    <>
      <label className="control">
        Colour by
        <select value={colour} onChange={(event) => colourAnswers(store, event.target.value as typeof colour)}>
          <option value="none">nothing</option>
          <option value="kl">how far the models disagree</option>
          <option value="component">how much a part changed</option>
          {personas.length > 0 && (
            <optgroup label="how awake a feature is">
              {personas.map(({ latent, name }) => (
                <option key={latent} value={`feature ${latent}`}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
        </select>
      </label>
      {colour === "component" && shape && (
        <label className="control">
          part
          <select
            value={focus ? componentId(focus) : "mlp.0"}
            onChange={(event) => {
              const component = parseComponent(event.target.value);
              if (component) change((now) => withComponent(now, component));
            }}
          >
            {allComponents(shape.layers, shape.heads).map((component) => (
              <option key={componentId(component)} value={componentId(component)}>
                {componentLabel(component)}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}
