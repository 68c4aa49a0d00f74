"""Every benchmark, one after another: `python tests/benchmarks [ROUNDS]`."""

import sys

import bench_posts
import bench_size
import bench_start_up

for bench in (bench_start_up, bench_posts, bench_size):
    sys.stdout.write(f"\n== {(bench.__doc__ or '').partition(chr(10))[0]}\n")
    bench.main()
