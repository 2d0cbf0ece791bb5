/*
 * A seeded churn of anonymous mappings as real system calls, for `npm run bench`: N live mappings, of which a random
 * one goes and a new one comes. Prints /proc/self/maps as it is before the first call, then a line for every round:
 * nanoseconds, and a hash of all addresses so far. The lab makes the same calls and must get the same hash.
 *
 * usage: churn LIVE MAX_PAGES OPERATIONS ROUNDS
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static uint32_t state = 12345;

static uint32_t draw(void)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state;
}

static uint64_t hash = 0;
static uint64_t *at;
static uint32_t *pages;

static void make(uint32_t i, uint32_t max_pages)
{
	uint32_t n = 1 + draw() % max_pages;
	void *p = mmap(NULL, (size_t)n * 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (p == MAP_FAILED) {
		perror("mmap");
		exit(1);
	}
	at[i] = (uint64_t)p;
	pages[i] = n;
	hash = (hash * 31 + ((uint64_t)p >> 12)) & 0xffffffffffULL;
}

static void copy_maps(void)
{
	static char buffer[65536];
	int fd = open("/proc/self/maps", O_RDONLY);
	ssize_t n;

	while ((n = read(fd, buffer, sizeof buffer)) > 0)
		if (write(1, buffer, n) != n)
			exit(1);
	close(fd);
	if (write(1, "\n", 1) != 1)
		exit(1);
}

int main(int argc, char **argv)
{
	uint32_t live = atoi(argv[1]), max_pages = atoi(argv[2]), operations = atoi(argv[3]), rounds = atoi(argv[4]);
	static char line[128];

	if (argc != 5)
		return 2;
	at = mmap(NULL, (size_t)live * 8, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	pages = mmap(NULL, (size_t)live * 4, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, -1, 0);
	copy_maps();
	for (uint32_t i = 0; i < live; i++)
		make(i, max_pages);
	for (uint32_t r = 0; r < rounds; r++) {
		struct timespec from, to;

		clock_gettime(CLOCK_MONOTONIC, &from);
		for (uint32_t k = 0; k < operations / 2; k++) {
			uint32_t i = draw() % live;

			munmap((void *)at[i], (size_t)pages[i] * 4096);
			make(i, max_pages);
		}
		clock_gettime(CLOCK_MONOTONIC, &to);
		int n = snprintf(line, sizeof line, "%lld %llu\n",
				 (long long)(to.tv_sec - from.tv_sec) * 1000000000LL + (to.tv_nsec - from.tv_nsec),
				 (unsigned long long)hash);
		if (write(1, line, n) != n)
			return 1;
	}
	return 0;
}
