/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Put before a client with LD_PRELOAD: no object of libgcrypt's that Warden opened may be alive
 * when the main loop begins another turn, since libotr exchanges libgcrypt's allocator between two
 * turns. A client in which one is dies; one that ends in order writes what it counted into the file
 * that WARDEN_GCRYPT_WATCH names.
 */
#define _GNU_SOURCE /* RTLD_NEXT, dladdr() */

#include <dlfcn.h>
#include <gcrypt.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int n_alive;
static int n_opened;
static int n_turns;

static int
is_ours(const void *caller)
{
	Dl_info info;
	const char *name;

	if (dladdr(caller, &info) == 0 || info.dli_fname == NULL)
		return 0;
	name = strrchr(info.dli_fname, '/');
	return strncmp(name != NULL ? name + 1 : info.dli_fname, "warden", 6) == 0;
}

#define CALLER __builtin_return_address(0)

static void
count(const void *caller, int n)
{
	if (!is_ours(caller))
		return;
	n_alive += n;
	n_opened += n > 0;
}

static void *
find_next(const char *name)
{
	void *function = dlsym(RTLD_NEXT, name);

	if (function == NULL)
		abort();
	return function;
}

gcry_error_t
gcry_cipher_open(gcry_cipher_hd_t *handle, int algorithm, int mode, unsigned int flags)
{
	gcry_error_t (*next)(gcry_cipher_hd_t *, int, int, unsigned int);

	*(void **)&next = find_next("gcry_cipher_open");
	count(CALLER, 1);
	return next(handle, algorithm, mode, flags);
}

void
gcry_cipher_close(gcry_cipher_hd_t handle)
{
	void (*next)(gcry_cipher_hd_t);

	*(void **)&next = find_next("gcry_cipher_close");
	count(CALLER, -1);
	next(handle);
}

gcry_error_t
gcry_md_open(gcry_md_hd_t *handle, int algorithm, unsigned int flags)
{
	gcry_error_t (*next)(gcry_md_hd_t *, int, unsigned int);

	*(void **)&next = find_next("gcry_md_open");
	count(CALLER, 1);
	return next(handle, algorithm, flags);
}

void
gcry_md_close(gcry_md_hd_t handle)
{
	void (*next)(gcry_md_hd_t);

	*(void **)&next = find_next("gcry_md_close");
	count(CALLER, -1);
	next(handle);
}

/* Nothing of ours uses these; one that begins to has to close them here, too. */
gcry_error_t
gcry_mac_open(gcry_mac_hd_t *handle, int algorithm, unsigned int flags, gcry_ctx_t context)
{
	gcry_error_t (*next)(gcry_mac_hd_t *, int, unsigned int, gcry_ctx_t);

	*(void **)&next = find_next("gcry_mac_open");
	count(CALLER, 1);
	return next(handle, algorithm, flags, context);
}

gcry_error_t
gcry_md_copy(gcry_md_hd_t *copy, gcry_md_hd_t handle)
{
	gcry_error_t (*next)(gcry_md_hd_t *, gcry_md_hd_t);

	*(void **)&next = find_next("gcry_md_copy");
	count(CALLER, 1);
	return next(copy, handle);
}

/* The main loop waits: a turn is over. */
int
poll(struct pollfd *fds, nfds_t n_fds, int timeout_ms)
{
	int (*next)(struct pollfd *, nfds_t, int);

	*(void **)&next = find_next("poll");
	if (gettid() == getpid()) {
		n_turns++;
		if (n_alive != 0) {
			(void)fprintf(stderr, "an object of libgcrypt's outlived its turn\n");
			abort();
		}
	}
	return next(fds, n_fds, timeout_ms);
}

__attribute__((destructor)) static void
tell(void)
{
	const char *path = getenv("WARDEN_GCRYPT_WATCH");
	FILE *stream = path == NULL || n_opened == 0 ? NULL : fopen(path, "w");

	if (stream == NULL)
		return; /* one of the programs that start the client */
	(void)fprintf(stream, "%d %d %d\n", n_opened, n_turns, n_alive);
	(void)fclose(stream);
}
