/*
 * The same two-level TLB as the lab's, in C: reads nothing, makes the same accesses as `npm run bench -- tlb`, prints
 * misses and nanoseconds an access. tlb-trace PATTERN COUNT, PATTERN hit or chase; L1 96 entries in 6 ways, L2 2,048 in
 * 16 ways, both LRU.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

struct array {
	int ways;
	uint64_t mask;
	uint64_t *keys;
};

static int touch(struct array *array, uint64_t page)
{
	uint64_t *set = array->keys + (page & array->mask) * array->ways, moved = page + 1;

	for (int way = 0; way < array->ways; way++) {
		uint64_t here = set[way];

		set[way] = moved;
		if (here == page + 1)
			return 1;
		moved = here;
	}
	return 0;
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	int chase = !strcmp(argv[1], "chase");
	uint64_t count = strtoull(argv[2], NULL, 10), page = 0, l1_misses = 0, walks = 0;
	struct array l1 = { 6, 15, calloc(96, 8) }, l2 = { 16, 127, calloc(2048, 8) };
	struct timespec from, to;

	if (!l1.keys || !l2.keys)
		return 1;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
	for (uint64_t i = 0; i < count; i++) {
		uint64_t at = (1ull << 34) + page;

		page = chase ? (page + 5039) & 8191 : (page + 1) & 63;
		if (touch(&l1, at))
			continue;
		l1_misses++;
		walks += !touch(&l2, at);
	}
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
	double ns = (to.tv_sec - from.tv_sec) * 1e9 + to.tv_nsec - from.tv_nsec;

	printf("%llu %llu %.3f\n", (unsigned long long)l1_misses, (unsigned long long)walks, ns / count);
	return 0;
}
