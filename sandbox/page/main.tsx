import { render } from "preact";
import { systemClock } from "../clock.ts";
import { readPlace, writePlace } from "./address.ts";
import { PersonClient } from "./api/person-client.ts";
import { Session } from "./session/session.ts";
import { App } from "./view/app.tsx";
import { applyTheme } from "./view/theme-button.tsx";

applyTheme();

const session = new Session({
  client: new PersonClient(""),
  eventsAddress: (user) => `${location.origin.replace(/^http/, "ws")}/sandbox/api/events?user=${user}`,
  clock: systemClock,
  random: Math.random,
  onPlace: (place) => {
    const hash = writePlace(place);
    if (location.hash === "") history.replaceState(null, "", hash);
    else if (location.hash !== hash) history.pushState(null, "", hash);
  },
});

window.addEventListener("popstate", () => {
  const { user = "", channel = "" } = readPlace(location.hash);
  if (user === session.view.user) session.openChannel(channel);
  else void session.enter(user, channel);
});
window.addEventListener("online", () => session.hurry());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && session.hurry());

const place = readPlace(location.hash);
void session.enter(place.user ?? "", place.channel ?? "");

const root = document.getElementById("page");
if (root !== null) render(<App session={session} />, root);
