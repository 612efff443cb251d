/** The files of Hugging Face's libraries and of SAELens, as doors. */
import { OTHERS_DOORS } from "./doors";
import { tryDoors } from "./tryDoors";

tryDoors(OTHERS_DOORS);
