"""What the benchmarks of the whole desk share: servers, mails, clocks, tables."""
