/** Keeps one processor busy until it is ended, as other work on a machine does. */
for (;;) Math.sqrt(2);
