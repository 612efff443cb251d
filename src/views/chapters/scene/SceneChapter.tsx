/** Chapter “How did that happen?” of a story about work sessions: one session as both models work through it. */
import { SCENE_PICTURES } from "./pictures";

const { session: Session } = SCENE_PICTURES;

export function SceneChapter() {
  return <Session />;
}
