/*
 * Nanoseconds an access when one line in each of N pages is read in turn, over and over, each read waiting for the one
 * before: for a list of N, with base pages, with huge pages, and with the same lines packed into few pages. The packed
 * run has the same lines to cache and no pages to speak of: what the others cost more is translation.
 *
 * chase REPEATS MAX_BASE MAX_HUGE N...
 *
 * Prints `KIND N NANOSECONDS` for KIND base, huge and packed, each the least of REPEATS rounds over the whole list. What
 * cannot be had (huge pages where THP is off, too little memory) is left out with a line on stderr. Lines of random
 * order; base pages are first touched in random order, so that neighbours in memory are none in physical memory, which
 * some cores would put into one TLB entry.
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

enum { LINE = 64, LEAST_ACCESSES = 1 << 17 };

static uint64_t state = 88172645463325252ull;

/* xorshift64: the same order on every run. */
static uint64_t draw(uint64_t below)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state % below;
}

static void shuffle(uint32_t *order, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		order[i] = i;
	for (uint32_t i = count; i > 1; i--) {
		uint32_t j = draw(i), kept = order[i - 1];

		order[i - 1] = order[j];
		order[j] = kept;
	}
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e9 + t.tv_nsec;
}

/* Memory of count units of unit bytes, aligned to unit; NULL where there is none. */
static char *reserve(size_t unit, uint32_t count)
{
	size_t length = unit * (count + 1);
	char *memory = mmap(NULL, length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (memory == MAP_FAILED)
		return NULL;
	return (char *)(((uintptr_t)memory + unit - 1) / unit * unit);
}

/*
 * Where the line of a unit is: lines differ so that every set of the cache serves, and in a huge page base pages too, so
 * that every set of a TLB serves where a hypervisor maps the huge page in small pieces. Sixteen base pages in a row have
 * the same line, the next sixteen the next one: together they are all sets of an L2 cache of 1,024.
 */
static size_t line_of(uint32_t at, size_t unit)
{
	if (unit <= 4096)
		return unit > LINE ? at % 64 * LINE : 0;
	return at % 512 * 4096ul + at / 16 % 64 * LINE;
}

/* Links the first n units, at one line each, into a ring of random order. */
static void **ring(char *memory, size_t unit, uint32_t n, uint32_t *order)
{
	void **first = NULL, **last = NULL;

	shuffle(order, n);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t at = order[i];
		void **here = (void **)(memory + (size_t)at * unit + line_of(at, unit));

		if (last)
			*last = here;
		else
			first = here;
		last = here;
	}
	*last = first;
	return first;
}

static double follow(void **at, uint32_t n)
{
	uint64_t accesses = 4ull * n > LEAST_ACCESSES ? 4ull * n : LEAST_ACCESSES;
	double from;

	for (uint64_t i = 0; i < 2ull * n; i++)
		at = *at;
	from = now();
	for (uint64_t i = 0; i < accesses; i += 8) {
		at = *at; at = *at; at = *at; at = *at;
		at = *at; at = *at; at = *at; at = *at;
	}
	from = (now() - from) / accesses;
	__asm__ volatile("" : : "r"(at) : "memory");
	return from;
}

/* KiB of huge pages behind this process's anonymous memory. */
static long huge_kib(void)
{
	FILE *file = fopen("/proc/self/smaps_rollup", "r");
	char line[256];
	long kib = 0;

	while (file && fgets(line, sizeof line, file))
		if (sscanf(line, "AnonHugePages: %ld kB", &kib) == 1)
			break;
	if (file)
		fclose(file);
	return kib;
}

struct kind {
	const char *name;
	size_t unit;
	uint32_t most;
	char *memory;
	double *best;
};

static int prepare(struct kind *kind, size_t page, uint32_t *order)
{
	int huge = !strcmp(kind->name, "huge"), packed = !strcmp(kind->name, "packed");
	size_t huge_page = 2 << 20;
	uint32_t count = packed ? (kind->most * LINE + huge_page - 1) / huge_page : kind->most;
	size_t unit = packed ? huge_page : kind->unit;

	if (count == 0)
		return 0;
	kind->memory = reserve(unit, count);
	if (!kind->memory)
		return 0;
	madvise(kind->memory, unit * count, huge || packed ? MADV_HUGEPAGE : MADV_NOHUGEPAGE);
	long before = huge_kib();

	shuffle(order, count);
	for (uint32_t i = 0; i < count; i++)
		*(volatile char *)(kind->memory + (size_t)order[i] * unit) = 1;
	if (packed)
		for (size_t at = 0; at < (size_t)kind->most * LINE; at += page)
			*(volatile char *)(kind->memory + at) = 1;
	if (huge && (huge_kib() - before) * 1024ull < huge_page * count / 100 * 99) {
		fprintf(stderr, "huge: only %ld kB of %u huge pages; transparent_hugepage is off, or memory is short\n",
			huge_kib() - before, count);
		return 0;
	}
	return 1;
}

int main(int argc, char **argv)
{
	if (argc < 5) {
		fprintf(stderr, "usage: chase REPEATS MAX_BASE MAX_HUGE N...\n");
		return 2;
	}
	int repeats = atoi(argv[1]), points = argc - 4;
	size_t page = 4096;
	struct kind kinds[] = {
		{ "base", page, atoi(argv[2]), NULL, NULL },
		{ "huge", 2 << 20, atoi(argv[3]), NULL, NULL },
		{ "packed", LINE, atoi(argv[2]), NULL, NULL },
	};
	uint32_t most = kinds[0].most > kinds[1].most ? kinds[0].most : kinds[1].most;
	uint32_t *order = malloc(sizeof *order * (most + 1));

	if (!order)
		return 1;
	for (int k = 0; k < 3; k++) {
		kinds[k].best = calloc(points, sizeof(double));
		if (!prepare(&kinds[k], page, order))
			kinds[k].most = 0;
	}
	for (int round = 0; round < repeats; round++)
		for (int p = 0; p < points; p++)
			for (int k = 0; k < 3; k++) {
				uint32_t n = atoi(argv[4 + p]);

				if (n > kinds[k].most)
					continue;
				double ns = follow(ring(kinds[k].memory, kinds[k].unit, n, order), n);

				if (kinds[k].best[p] == 0 || ns < kinds[k].best[p])
					kinds[k].best[p] = ns;
			}
	for (int k = 0; k < 3; k++)
		for (int p = 0; p < points; p++)
			if (kinds[k].best[p] > 0)
				printf("%s %s %.3f\n", kinds[k].name, argv[4 + p], kinds[k].best[p]);
	return 0;
}
