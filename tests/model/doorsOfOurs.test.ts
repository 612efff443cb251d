/** The files that training/ and this page write, as doors. */
import { OUR_DOORS } from "./doors";
import { tryDoors } from "./tryDoors";

tryDoors(OUR_DOORS);
