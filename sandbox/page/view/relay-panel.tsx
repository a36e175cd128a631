import type { JSX } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import {
  FAULT_KINDS,
  FAULT_PLACES,
  type NewFault,
  RelayClient,
  type RelayFault,
  type RelayLedger,
  type RelaySettings,
  type RelayState,
} from "../api/relay-client.ts";
import { Icon } from "./icons.tsx";
import { useScene } from "./scene.ts";

const REFRESH_MS = 1500;
const MOST_WORKERS = 16;

const SPEEDS = [
  { value: 0.1, name: "slow" },
  { value: 1, name: "real" },
  { value: 10, name: "fast" },
  { value: 1000, name: "instant" },
] as const;

/** How the sandbox relay behaves, and what it has taken so far. */
export function RelayPanel({ onClose }: { onClose: () => void }): JSX.Element {
  const { world, texts, session } = useScene();
  const words = texts.panel;
  const client = useMemo(() => new RelayClient(world.relay ?? ""), [world.relay]);
  const [state, setState] = useState<RelayState | null | undefined>(undefined);
  const close = useRef<HTMLButtonElement>(null);
  const newest = useRef(0);
  /** A reading that was overtaken by a later one shows nothing: it may be from before a change. */
  const refresh = async () => {
    newest.current += 1;
    const mine = newest.current;
    const read = await client.read();
    if (mine === newest.current) setState(read);
  };
  useEffect(() => {
    close.current?.focus();
    let cancel = () => {};
    let ended = false;
    const turn = async () => {
      await refresh();
      if (ended) return;
      cancel = session.clock.after(REFRESH_MS, () => void turn());
    };
    void turn();
    return () => {
      ended = true;
      newest.current += 1;
      cancel();
    };
  }, [client, session]);
  const act = (change: Promise<unknown>) => void change.then(refresh);
  return (
    <aside class="panel" aria-label={words.open}>
      <header class="panel-head">
        <h2>{words.relay}</h2>
        <button ref={close} type="button" class="icon-button" aria-label={texts.close} onClick={onClose}>
          <Icon name="close" />
        </button>
      </header>
      <p class="panel-note">{words.note}</p>
      {state === null && (
        <p class="trouble" role="alert">
          {words.unreachable}
        </p>
      )}
      {state && (
        <>
          <Counts ledger={state.ledger} />
          <Switches settings={state.settings} onChange={(change) => act(client.change(change))} />
          <FaultList faults={state.faults} onClear={() => act(client.clearFaults())} />
          <FaultForm onAdd={(fault) => act(client.addFault(fault))} />
        </>
      )}
    </aside>
  );
}

function Counts({ ledger }: { ledger: RelayLedger }): JSX.Element {
  const { texts, format } = useScene();
  const words = texts.panel;
  const count = (state: string) => ledger.entries.filter((entry) => entry.state === state).length;
  const cost = new Intl.NumberFormat(format, {
    style: "currency",
    currency: "USD",
    currencyDisplay: "narrowSymbol",
    maximumFractionDigits: 3,
  }).format(ledger.chargedUsd);
  const facts = [
    { name: "accepted", label: words.accepted, value: `${ledger.accepted}` },
    { name: "cost", label: words.cost, value: cost },
    { name: "queued", label: words.inQueue, value: `${count("queued")}` },
    { name: "running", label: words.running, value: `${count("running")}` },
  ];
  return (
    <dl class="counts">
      {facts.map(({ name, label, value }) => (
        <div key={name} data-count={name}>
          <dd>{value}</dd>
          <dt>{label}</dt>
        </div>
      ))}
    </dl>
  );
}

interface SwitchesProps {
  settings: RelaySettings;
  onChange: (change: Partial<RelaySettings>) => void;
}

function Switches({ settings, onChange }: SwitchesProps): JSX.Element {
  const words = useScene().texts.panel;
  return (
    <>
      <fieldset class="speeds">
        <legend>{words.speed}</legend>
        {SPEEDS.map(({ value, name }) => (
          <label key={name} class={settings.speed === value ? "chosen" : ""}>
            <input
              type="radio"
              name="speed"
              checked={settings.speed === value}
              onChange={() => onChange({ speed: value })}
            />
            {words.speeds[name]}
          </label>
        ))}
      </fieldset>
      <label class="panel-field">
        <span>{words.workers}</span>
        <input
          type="number"
          min={0}
          max={MOST_WORKERS}
          value={settings.workers}
          onChange={(event) => {
            const workers = event.currentTarget.valueAsNumber;
            if (Number.isInteger(workers)) onChange({ workers });
          }}
        />
      </label>
    </>
  );
}

function FaultList({ faults, onClear }: { faults: readonly RelayFault[]; onClear: () => void }): JSX.Element {
  const words = useScene().texts.panel;
  return (
    <section class="faults">
      <h3>{words.faults}</h3>
      {faults.length === 0 && <p class="panel-note">{words.noFaults}</p>}
      {faults.length > 0 && (
        <>
          <ul>
            {faults.map(({ fault, left }, index) => (
              <li key={index}>
                <code>{fault.at}</code> <span>{fault.kind}</span> <em>{words.left(left)}</em>
              </li>
            ))}
          </ul>
          <button type="button" class="button secondary" onClick={onClear}>
            {words.clear}
          </button>
        </>
      )}
    </section>
  );
}

function FaultForm({ onAdd }: { onAdd: (fault: NewFault) => void }): JSX.Element {
  const words = useScene().texts.panel;
  const [fault, setFault] = useState<NewFault>({ at: "submit", kind: "error", times: 1 });
  const select = <T extends string>(label: string, value: T, all: readonly T[], set: (value: T) => void) => (
    <label class="panel-field">
      <span>{label}</span>
      <select value={value} onChange={(event) => set(all.find((each) => each === event.currentTarget.value) ?? value)}>
        {all.map((each) => (
          <option key={each} value={each}>
            {each}
          </option>
        ))}
      </select>
    </label>
  );
  const times = ["1", "2", "3", "5", "10", "always"] as const;
  return (
    <form
      class="fault-form"
      onSubmit={(event) => {
        event.preventDefault();
        onAdd(fault);
      }}
    >
      {select(words.at, fault.at, FAULT_PLACES, (at) => setFault({ ...fault, at }))}
      {select(words.kind, fault.kind, FAULT_KINDS, (kind) => setFault({ ...fault, kind }))}
      {select(words.times, times.find((each) => each === `${fault.times}`) ?? "1", times, (each) =>
        setFault({ ...fault, times: each === "always" ? each : Number(each) }),
      )}
      <button type="submit" class="button secondary">
        {words.addFault}
      </button>
    </form>
  );
}
