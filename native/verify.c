/*
 * A seeded random sequence of memory calls on the kernel that runs it, for `policy-lab verify`.
 *
 *   verify COUNT SEED FOLDER LAYOUT PREFIX
 *
 * writes PREFIX.maps (the address space before the first call, as smaps), PREFIX.strace (every call and its answer, as strace
 * -y prints them) and PREFIX.after (the address space after the last call). Addresses are not randomised; LAYOUT is
 * `topdown` or `legacy`. Files are unlinked as soon as they are open, and no memory is touched, so that nothing is
 * left behind and no VMA depends on more than the calls.
 *
 * On standard output it says which address a hint below mmap_min_addr is raised to: security modules may raise that
 * above the sysctl.
 *
 * Nothing here may allocate while calls are made: output goes through one static buffer.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/personality.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <unistd.h>

#ifndef MAP_FIXED_NOREPLACE
#define MAP_FIXED_NOREPLACE 0x100000
#endif
#ifndef MREMAP_DONTUNMAP
#define MREMAP_DONTUNMAP 4
#endif

#define K 1024ull
#define M (1024 * K)
#define G (1024 * M)
#define REGIONS 3000
#define SEGMENTS 8

typedef uint64_t u64;

static void die(const char *what)
{
	dprintf(2, "verify: %s: %s\n", what, strerror(errno));
	exit(1);
}

/* --- random numbers: xorshift64*, the same on every machine --- */

static u64 state;

static u64 draw(u64 below)
{
	state ^= state >> 12;
	state ^= state << 25;
	state ^= state >> 27;
	return (state * 2685821657736338717ull >> 16) % below;
}

static int chance(unsigned percent)
{
	return draw(100) < percent;
}

/* --- output --- */

static int log_fd;
static char buffer[1 << 16];
static size_t used;

static void flush(void)
{
	for (size_t at = 0; at < used;) {
		ssize_t n = write(log_fd, buffer + at, used - at);
		if (n < 0)
			die("write");
		at += n;
	}
	used = 0;
}

static void text(const char *s)
{
	size_t n = strlen(s);
	if (used + n > sizeof buffer)
		flush();
	memcpy(buffer + used, s, n);
	used += n;
}

static void number(u64 value, unsigned base)
{
	char digits[24], *at = digits + sizeof digits - 1;
	*at = 0;
	do
		*--at = "0123456789abcdef"[value % base];
	while (value /= base);
	if (base == 16)
		text("0x");
	text(at);
}

static void address(u64 value)
{
	if (value)
		number(value, 16);
	else
		text("NULL");
}

static void flags(u64 value, const char *const *names, const u64 *bits)
{
	int first = 1;
	for (int i = 0; names[i]; i++)
		if (bits[i] ? (value & bits[i]) == bits[i] : value == 0) {
			text(first ? "" : "|");
			text(names[i]);
			first = 0;
		}
	if (first)
		text("0");
}

static const char *error_name(int error)
{
	switch (error) {
	case EPERM: return "EPERM";
	case ENOMEM: return "ENOMEM";
	case EACCES: return "EACCES";
	case EFAULT: return "EFAULT";
	case EEXIST: return "EEXIST";
	case ENODEV: return "ENODEV";
	case EINVAL: return "EINVAL";
	case EAGAIN: return "EAGAIN";
	case EOVERFLOW: return "EOVERFLOW";
	case EOPNOTSUPP: return "EOPNOTSUPP";
	default: return "EUNKNOWN";
	}
}

static void answer(u64 value)
{
	text(") = ");
	if (value == (u64)-1) {
		text("-1 ");
		text(error_name(errno));
		text(" (verify)\n");
	} else {
		if (value)
			number(value, 16);
		else
			text("0");
		text("\n");
	}
}

static void prot_text(int prot)
{
	static const char *const names[] = {"PROT_NONE", "PROT_READ", "PROT_WRITE", "PROT_EXEC", 0};
	static const u64 bits[] = {0, PROT_READ, PROT_WRITE, PROT_EXEC};
	flags(prot, names, bits);
}

static void map_flags_text(int value)
{
	static const char *const names[] = {
		"MAP_SHARED", "MAP_PRIVATE", "MAP_FIXED", "MAP_ANONYMOUS", "MAP_GROWSDOWN", "MAP_NORESERVE",
		"MAP_STACK", "MAP_FIXED_NOREPLACE",
#ifdef MAP_32BIT
		"MAP_32BIT",
#endif
		0};
	static const u64 bits[] = {
		MAP_SHARED, MAP_PRIVATE, MAP_FIXED, MAP_ANONYMOUS, MAP_GROWSDOWN, MAP_NORESERVE,
		MAP_STACK, MAP_FIXED_NOREPLACE,
#ifdef MAP_32BIT
		MAP_32BIT,
#endif
	};
	flags(value, names, bits);
}

/* --- what is there --- */

static u64 page;

struct range {
	u64 start, end;
};

/* Parts of the program itself, which no call may touch. */
static struct range keep[256];
static int kept;
/* Where calls have mapped something; parts of it may be gone again. */
static struct range regions[REGIONS];
static int count;

static int touches_program(u64 start, u64 end)
{
	for (int i = 0; i < kept; i++)
		if (start < keep[i].end && keep[i].start < end)
			return 1;
	return 0;
}

static void remember(u64 start, u64 length)
{
	struct range range = {start, start + ((length + page - 1) & ~(page - 1))};
	regions[count < REGIONS ? count++ : (int)draw(REGIONS)] = range;
}

static struct range any_region(void)
{
	static const struct range none = {0x10000000, 0x10100000};
	return count ? regions[draw(count)] : none;
}

/* A part of a region, in whole pages; now and then more than the region. */
static struct range part(void)
{
	struct range whole = any_region(), cut;
	u64 pages = (whole.end - whole.start) / page;
	u64 from = chance(50) ? 0 : draw(pages), to = chance(50) ? pages : from + 1 + draw(pages - from);
	cut.start = whole.start + from * page;
	cut.end = whole.start + to * page + (chance(10) ? draw(64) * page : 0);
	if (cut.end <= cut.start)
		cut.end = cut.start + page;
	return cut;
}

/*
 * The program's own memory is touched, and the kernel keeps what was touched apart from what was not. A flag that no
 * call sets keeps its anonymous VMAs from merging with those of the calls.
 */
static void set_apart(void)
{
	static char lines[1 << 16];
	int from = open("/proc/self/maps", O_RDONLY);
	size_t length = 0;
	for (ssize_t n; (n = read(from, lines + length, sizeof lines - 1 - length)) > 0; length += n)
		;
	close(from);
	lines[length] = 0;
	for (char *line = lines, *next; (next = strchr(line, '\n')); line = next + 1) {
		char *rest;
		u64 start = strtoull(line, &rest, 16), end = strtoull(rest + 1, &rest, 16);
		if (strncmp(rest, " rw-p", 5) == 0 && !memchr(line, '/', next - line) && !memchr(line, '[', next - line))
			madvise((void *)start, end - start, MADV_WIPEONFORK);
	}
}

static void copy_maps(const char *prefix, const char *extension, int remembered)
{
	static char lines[1 << 22];
	char name[4200];
	size_t length = 0;
	int from = open(remembered ? "/proc/self/smaps" : "/proc/self/maps", O_RDONLY);
	snprintf(name, sizeof name, "%s.%s", prefix, extension);
	int to = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (from < 0 || to < 0)
		die(name);
	for (ssize_t n; (n = read(from, lines + length, sizeof lines - 1 - length)) > 0;) {
		length += n;
		if (remembered && length < sizeof lines - 1)
			continue;
		if (write(to, lines, length) != (ssize_t)length)
			die(name);
		length = 0;
	}
	if (write(to, lines, length) != (ssize_t)length)
		die(name);
	lines[length] = 0;
	for (char *line = lines; remembered && *line; line = strchr(line, '\n') + 1) {
		char *rest;
		keep[kept].start = strtoull(line, &rest, 16);
		if (*rest != '-')
			continue;
		keep[kept].end = strtoull(rest + 1, &rest, 16);
		if (strstr(line, "[stack]") && strstr(line, "[stack]") < strchr(line, '\n'))
			keep[kept].start -= 16 * M;
		if (++kept == sizeof keep / sizeof *keep)
			die("too many VMAs of its own");
	}
	close(from);
	close(to);
}

/* --- files --- */

struct file {
	int fd;
	char path[4200];
};
static struct file on_disk, on_tmpfs, in_memory, zero;

static int temporary(struct file *file, const char *folder)
{
	snprintf(file->path, sizeof file->path, "%s/policy-lab-verify-XXXXXX", folder);
	file->fd = mkstemp(file->path);
	if (file->fd < 0)
		return 0;
	unlink(file->path);
	return ftruncate(file->fd, 4 * G) == 0 || ftruncate(file->fd, 64 * M) == 0;
}

static void open_files(const char *folder)
{
	if (!temporary(&on_disk, folder))
		die(folder);
	if (!temporary(&on_tmpfs, "/dev/shm"))
		on_tmpfs.fd = -1;
	strcpy(in_memory.path, "/memfd:policy-lab-verify");
	in_memory.fd = syscall(SYS_memfd_create, "policy-lab-verify", 0);
	if (in_memory.fd >= 0 && ftruncate(in_memory.fd, 4 * G))
		in_memory.fd = -1;
	strcpy(zero.path, "/dev/zero");
	zero.fd = open(zero.path, O_RDWR);
}

/* --- the calls --- */

static u64 length_of_some_kind(int big)
{
	switch (draw(10)) {
	case 0: case 1: case 2: return page * (1 + draw(16));
	case 3: return 1 + draw(64 * page);
	case 4: return page * (1 + draw(512));
	case 5: case 6: return 2 * M * (1 + draw(8));
	case 7: return 2 * M + page * draw(2048);
	case 8: return 1 + draw(24 * M);
	default: return big ? G + page * draw(262144) : page * (1 + draw(1024));
	}
}

/* An address near something, in the open, low, or odd. */
static u64 hint(void)
{
	struct range near = any_region();
	switch (draw(8)) {
	case 0: return near.start;
	case 1: return near.end;
	case 2: return near.end + page * draw(600);
	case 3: return near.start > 4 * M ? near.start - page * draw(600) : near.start;
	case 4: return near.start + draw(near.end - near.start);
	case 5: return (0x1000000000ull + draw(0x200000000000ull)) & ~(page - 1);
	case 6: return draw(0x20000);
	default: return 0x700000000000ull + draw(0x20000000000ull);
	}
}

static void do_mmap(u64 at, u64 length, int prot, int how, const struct file *file, u64 offset)
{
	u64 got = (u64)mmap((void *)at, length, prot, how, file ? file->fd : -1, offset);
	text("mmap(");
	address(at);
	text(", ");
	number(length, 10);
	text(", ");
	prot_text(prot);
	text(", ");
	map_flags_text(how);
	if (file) {
		text(", ");
		number(file->fd, 10);
		text("<");
		text(file->path);
		text(">, ");
	} else {
		text(", -1, ");
	}
	if (offset)
		number(offset, 16);
	else
		text("0");
	answer(got);
	if (got != (u64)-1)
		remember(got, length);
}

static const int PROTS[] = {PROT_NONE, PROT_READ, PROT_READ | PROT_WRITE, PROT_READ | PROT_EXEC};

static void some_mmap(void)
{
	int anonymous = MAP_ANONYMOUS, how, prot = PROTS[draw(3)];
	u64 at = chance(12) ? hint() : 0, offset = 0, length = length_of_some_kind(prot == PROT_NONE);
	const struct file *file = 0;
	switch (draw(12)) {
	case 0: case 1: how = MAP_PRIVATE | anonymous; break;
	case 2: how = MAP_SHARED | anonymous; break;
	case 3: how = MAP_PRIVATE | anonymous; prot = PROT_NONE; break;
	case 4: how = MAP_SHARED; file = &on_disk; break;
	case 5: how = MAP_PRIVATE; file = &on_disk; break;
	case 6: how = MAP_SHARED; file = &on_tmpfs; break;
	case 7: how = MAP_PRIVATE; file = chance(50) ? &on_tmpfs : &in_memory; break;
	case 8: how = chance(50) ? MAP_SHARED : MAP_PRIVATE; file = chance(70) ? &in_memory : &zero; break;
	case 9:
		how = MAP_PRIVATE | anonymous;
#ifdef MAP_32BIT
		how |= MAP_32BIT;
#endif
		if (length > 32 * M)
			length = page * (1 + draw(1024));
		break;
	case 10: how = MAP_PRIVATE | anonymous | (chance(60) ? MAP_GROWSDOWN : MAP_STACK); break;
	default: how = MAP_PRIVATE | anonymous | MAP_NORESERVE; break;
	}
	if (file && file->fd < 0)
		file = &on_disk;
	if (file)
		offset = page * draw(chance(50) ? 16 : 262144);
	if (chance(5)) {
		at = hint() & ~(page - 1);
		how |= chance(60) ? MAP_FIXED_NOREPLACE : MAP_FIXED;
		if (touches_program(at, at + length + page) || at < M || at + length > 0x7fff00000000ull)
			return;
	}
	do_mmap(at, length, prot, how, file, offset);
}

static void some_munmap(void)
{
	int whole = chance(60);
	struct range range = whole ? any_region() : part();
	if (touches_program(range.start, range.end))
		return;
	u64 got = munmap((void *)range.start, range.end - range.start);
	text("munmap(");
	address(range.start);
	text(", ");
	number(range.end - range.start, 10);
	answer(got);
	for (int i = 0; whole && i < count; i++)
		if (regions[i].start == range.start && regions[i].end == range.end)
			regions[i--] = regions[--count];
}

static void some_mprotect(void)
{
	struct range range = part();
	int prot = PROTS[draw(4)];
	if (touches_program(range.start, range.end))
		return;
	u64 got = mprotect((void *)range.start, range.end - range.start, prot);
	text("mprotect(");
	address(range.start);
	text(", ");
	number(range.end - range.start, 10);
	text(", ");
	prot_text(prot);
	answer(got);
}

static void some_mremap(void)
{
	static const char *const names[] = {"MREMAP_MAYMOVE", "MREMAP_FIXED", "MREMAP_DONTUNMAP", 0};
	static const u64 bits[] = {MREMAP_MAYMOVE, MREMAP_FIXED, MREMAP_DONTUNMAP};
	struct range range = part();
	u64 old = range.end - range.start, to = 0, how = chance(80) ? MREMAP_MAYMOVE : 0;
	u64 length = chance(40) ? old + page * (1 + draw(512)) : chance(50) ? length_of_some_kind(0) : page * (1 + draw(old / page));
	if (how && chance(10)) {
		how |= MREMAP_FIXED;
		to = hint() & ~(page - 1);
		if (touches_program(to, to + length + page) || to < M || to + length > 0x7fff00000000ull)
			return;
	}
	if (how && chance(10)) {
		how |= MREMAP_DONTUNMAP;
		length = old;
	}
	if (touches_program(range.start, range.end))
		return;
	u64 got = (u64)mremap((void *)range.start, old, length, how, (void *)to);
	text("mremap(");
	address(range.start);
	text(", ");
	number(old, 10);
	text(", ");
	number(length, 10);
	text(", ");
	flags(how, names, bits);
	if (how & (MREMAP_FIXED | MREMAP_DONTUNMAP)) {
		text(", ");
		address(to);
	}
	answer(got);
	if (got != (u64)-1)
		remember(got, length);
}

static void some_madvise(void)
{
	static const int values[] = {MADV_HUGEPAGE, MADV_NOHUGEPAGE, MADV_DONTFORK, MADV_DOFORK, MADV_DONTDUMP,
				     MADV_SEQUENTIAL, MADV_NORMAL, MADV_DONTNEED};
	static const char *const names[] = {"MADV_HUGEPAGE", "MADV_NOHUGEPAGE", "MADV_DONTFORK", "MADV_DOFORK",
					    "MADV_DONTDUMP", "MADV_SEQUENTIAL", "MADV_NORMAL", "MADV_DONTNEED"};
	struct range range = part();
	int which = draw(8);
	if (touches_program(range.start, range.end))
		return;
	u64 got = madvise((void *)range.start, range.end - range.start, values[which]);
	text("madvise(");
	address(range.start);
	text(", ");
	number(range.end - range.start, 10);
	text(", ");
	text(names[which]);
	answer(got);
}

static u64 heap, top;

static u64 call_brk(u64 to)
{
	u64 got = syscall(SYS_brk, to);
	text("brk(");
	address(to);
	answer(got);
	return got;
}

static void some_brk(void)
{
	u64 to = top + draw(4 * M);
	if (chance(40))
		to = heap + draw(top - heap + 1);
	if (to > heap + 256 * M)
		to = heap;
	top = call_brk(to);
}

static u64 attached[SEGMENTS];

static void some_shm(void)
{
	int slot = draw(SEGMENTS);
	if (attached[slot]) {
		int got = shmdt((void *)attached[slot]);
		text("shmdt(");
		address(attached[slot]);
		answer((u64)(long)got);
		attached[slot] = 0;
		return;
	}
	u64 length = length_of_some_kind(0);
	int id = shmget(IPC_PRIVATE, length, IPC_CREAT | 0600);
	if (id < 0)
		return;
	int how = chance(30) ? SHM_RDONLY : 0;
	u64 got = (u64)shmat(id, 0, how);
	int error = errno;
	/* The segment goes with its last attachment, whatever becomes of this program. */
	shmctl(id, IPC_RMID, 0);
	errno = error;
	text("shmget(IPC_PRIVATE, ");
	number(length, 10);
	text(", IPC_CREAT|0600) = ");
	number(id, 10);
	text("\nshmat(");
	number(id, 10);
	text(how ? ", NULL, SHM_RDONLY" : ", NULL, 0");
	answer(got);
	if (got != (u64)-1) {
		attached[slot] = got;
		remember(got, length);
	}
}

static void some_call(void)
{
	unsigned which = draw(100);
	if (count > 2500 && which < 70)
		some_munmap();
	else if (which < 50)
		some_mmap();
	else if (which < 78)
		some_munmap();
	else if (which < 86)
		some_mremap();
	else if (which < 93)
		some_mprotect();
	else if (which < 95)
		some_madvise();
	else if (which < 98)
		some_brk();
	else
		some_shm();
}

/* Addresses are chosen at exec: the program executes itself again, with the layout that was asked for. */
static void settle_layout(char **argv, int legacy)
{
	int wanted = ADDR_NO_RANDOMIZE | (legacy ? ADDR_COMPAT_LAYOUT : 0);
	struct rlimit stack;
	if ((personality(0xffffffff) & (ADDR_NO_RANDOMIZE | ADDR_COMPAT_LAYOUT)) == wanted && getenv("POLICY_LAB_VERIFY"))
		return;
	if (getrlimit(RLIMIT_STACK, &stack) == 0) {
		stack.rlim_cur = 8 * M;
		setrlimit(RLIMIT_STACK, &stack);
	}
	if (personality(wanted) == -1)
		die("personality");
	setenv("POLICY_LAB_VERIFY", "1", 1);
	execv("/proc/self/exe", argv);
	die("exec");
}

int main(int argc, char **argv)
{
	if (argc != 6) {
		dprintf(2, "usage: verify COUNT SEED FOLDER topdown|legacy PREFIX\n");
		return 2;
	}
	settle_layout(argv, strcmp(argv[4], "legacy") == 0);
	page = sysconf(_SC_PAGESIZE);
	/* xorshift must not begin with 0, and begins badly with small numbers. */
	state = strtoull(argv[2], 0, 10) * 0x9e3779b97f4a7c15ull + 0x1234567;
	for (int i = 0; i < 16; i++)
		draw(2);
	u64 lowest = (u64)mmap((void *)page, page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (lowest != (u64)-1 && munmap((void *)lowest, page) == 0)
		dprintf(1, "%llu\n", (unsigned long long)lowest);
	open_files(argv[3]);
	char name[4200];
	snprintf(name, sizeof name, "%s.strace", argv[5]);
	log_fd = open(name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	if (log_fd < 0)
		die(name);
	set_apart();
	copy_maps(argv[5], "maps", 1);
	heap = top = call_brk(0);
	for (u64 n = strtoull(argv[1], 0, 10); n > 0; n--)
		some_call();
	flush();
	copy_maps(argv[5], "after", 0);
	return 0;
}
