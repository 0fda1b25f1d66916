/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "crypto/wd-secret.h"

#include <sys/mman.h>

#include "crypto/wd-hash.h"

/**
 * wd_secret_new:
 * @len: bytes needed, 1 to %WD_SECRET_MAX_BYTES
 *
 * Memory for a key that lives longer than one call, on a page of its own: kept out of swap (as far
 * as RLIMIT_MEMLOCK allows) and of core dumps, and zeros in forked children, of which libpurple
 * starts one for every name it resolves. Costs a page and four system calls; aborts without memory,
 * as GLib does.
 *
 * Returns: (transfer full): zeroed memory, for wd_secret_free()
 */
void *
wd_secret_new(gsize len)
{
	void *page;

	g_return_val_if_fail(len > 0 && len <= WD_SECRET_MAX_BYTES, NULL);
	page = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (page == MAP_FAILED)
		g_error("no memory for a key");
	(void)mlock(page, len); /* over the limit: an encrypted swap is then the person's */
	(void)madvise(page, len, MADV_DONTDUMP);
	(void)madvise(page, len, MADV_WIPEONFORK);
	return page;
}

/**
 * wd_secret_free:
 * @secret: (nullable) (transfer full): what wd_secret_new() gave
 * @len: the length asked for then
 *
 * Wipes and gives the page back.
 */
void
wd_secret_free(void *secret, gsize len)
{
	if (secret == NULL)
		return;
	wd_hash_wipe(secret, len);
	(void)munmap(secret, len); /* fails only for a pointer that never was ours */
}
