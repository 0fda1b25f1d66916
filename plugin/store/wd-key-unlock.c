/* SPDX-License-Identifier: GPL-2.0-or-later */
#define _GNU_SOURCE /* pipe2 */
#include "config.h"

#include "store/wd-key-unlock.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crypto/wd-hash.h"

struct WdKeyWork {
	pid_t child;
	int fd; /* -1: read to its end */
	guint8 key[WD_KDF_KEY_LEN];
	gsize n_read;
};

/* In the child: one number, and nothing of the client's is touched. */
static void
work(const WdKeySealed *sealed, const char *passphrase, int fd)
{
	guint8 key[WD_KDF_KEY_LEN];
	gboolean is_done;

	(void)prctl(PR_SET_DUMPABLE, 0); /* the passphrase is in here */
	is_done = wd_kdf_argon2id(&sealed->cost, sealed->salt, passphrase, key) &&
		  write(fd, key, sizeof key) == (gssize)sizeof key;
	wd_hash_wipe(key, sizeof key);
	_exit(is_done ? 0 : 1);
}

/**
 * wd_key_work_start:
 * @sealed: what work is to be done
 * @passphrase: not empty; may be wiped afterwards
 *
 * Forks, which takes about a millisecond in a large client.
 *
 * Returns: (transfer full) (nullable): the work; NULL when the system has no process for it
 */
WdKeyWork *
wd_key_work_start(const WdKeySealed *sealed, const char *passphrase)
{
	int ends[2];
	WdKeyWork *key_work;
	pid_t child;

	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0)
		return NULL;
	child = fork();
	if (child == 0) {
		(void)close(ends[0]);
		work(sealed, passphrase, ends[1]);
	}
	(void)close(ends[1]);
	if (child < 0) {
		(void)close(ends[0]);
		return NULL;
	}
	key_work = g_new0(WdKeyWork, 1);
	key_work->child = child;
	key_work->fd = ends[0];
	return key_work;
}

/**
 * wd_key_work_look:
 * @key_work: work
 * @key: (out): the key, when it is done; wipe it
 *
 * Does not block.
 *
 * Returns: how far it is
 */
WdKeyWorkState
wd_key_work_look(WdKeyWork *key_work, guint8 key[WD_KDF_KEY_LEN])
{
	gssize n = read(key_work->fd,
			key_work->key + key_work->n_read,
			sizeof key_work->key - key_work->n_read);

	if (n < 0)
		return errno == EAGAIN || errno == EINTR ? WD_KEY_WORK_GOES_ON : WD_KEY_WORK_FAILED;
	key_work->n_read += (gsize)n;
	if (key_work->n_read < sizeof key_work->key)
		return n == 0 ? WD_KEY_WORK_FAILED : WD_KEY_WORK_GOES_ON;
	for (gsize i = 0; i < sizeof key_work->key; i++)
		key[i] = key_work->key[i];
	return WD_KEY_WORK_DONE;
}

/**
 * wd_key_work_free:
 * @key_work: (nullable) (transfer full): work, done or not
 */
void
wd_key_work_free(WdKeyWork *key_work)
{
	if (key_work == NULL)
		return;
	(void)close(key_work->fd);
	/* Only while it is surely ours: the client may have collected it, and another process have
	 * its number by now. */
	if (waitpid(key_work->child, NULL, WNOHANG) == 0) {
		(void)kill(key_work->child, SIGKILL);
		(void)waitpid(key_work->child, NULL, 0);
	}
	wd_hash_wipe(key_work->key, sizeof key_work->key);
	g_free(key_work);
}
