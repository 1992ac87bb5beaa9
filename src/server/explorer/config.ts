/** One query a newcomer finds ready to run. */
export interface ExplorerTab {
  /** Shown as the first line of the query; the tab itself is named after the operation. */
  readonly title: string;
  /** One named operation, such as `query OneChildsPool { … }`. */
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Request headers sent with the query, such as Authorization and Purpose-Of-Use. */
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ExplorerConfig {
  readonly tabs: readonly ExplorerTab[];
}
