/** What zod and its like have in common (https://standardschema.dev), and all that validation needs of them. */
export interface StandardSchema {
  readonly '~standard': {
    readonly version: 1;
    /** Who made it, e.g. `zod`. */
    readonly vendor: string;
    /** Holds a value against the schema. */
    readonly validate: (value: unknown) => SchemaResult | Promise<SchemaResult>;
  };
}

/** The value, or what is wrong with it. */
export type SchemaResult =
  { readonly value: unknown; readonly issues?: undefined } | { readonly issues: readonly SchemaIssue[] };

/** One thing that is wrong with a value. */
export interface SchemaIssue {
  readonly message: string;
  /** Where in the value. */
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}
