export const USAGE = `Usage: research-compute emulate [options]

Starts servers in memory that behave like the real services, and listens on a port of this machine.

Options:
  --services <a,b>        services to start (default: all that this version has)
  --port <n>              port, 0 for any that is free (default: 4600; with --exec any)
  --host <name>           address to listen on (default: 127.0.0.1)
  --data <demo|empty>     what the services hold (default: demo)
  --seed <text>           the same seed gives the same ids (default: 1)
  --clock <real|per-poll> per-poll: every look at a run takes it one state further (default: real)
  --latency <ms|from..to> how long every answer takes (default: 0)
  --print-env             print the variables for a client as shell commands
  --exec <command>        run a command with these variables, then stop; exits with its code
  -h, --help              print this
  -v, --version           print the version
`;
