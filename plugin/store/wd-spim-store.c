/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-spim-store.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"

struct WdSpimStore {
	guint8 *bytes;
	WdSpimModel *model;
};

static gboolean
fail_errno(const char *path, GError **error)
{
	int code = errno;

	g_set_error(error,
		    WD_ERROR,
		    code == ENOENT ? WD_ERROR_NOT_FOUND : WD_ERROR_IO,
		    "%s: %s",
		    path,
		    g_strerror(code));
	return FALSE;
}

/* Of the descriptor and not of the name: what is checked is what is read. */
static gboolean
check_file(int fd, const char *path, gboolean needs_root, GError **error)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return fail_errno(path, error);
	if (!S_ISREG(status.st_mode) || status.st_size > WD_SPIM_MODEL_BYTES) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_MALFORMED,
			    "%s: this is no file of at most %u bytes",
			    path,
			    WD_SPIM_MODEL_BYTES);
		return FALSE;
	}
	if (needs_root && (status.st_uid != 0 || (status.st_mode & (S_IWGRP | S_IWOTH)) != 0)) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_UNTRUSTED,
			    "%s: a company's model must belong to root, and only root may write it",
			    path);
		return FALSE;
	}
	return TRUE;
}

static gssize
read_bytes(int fd, guint8 *bytes, gsize size)
{
	gsize len = 0;

	while (len < size) {
		gssize n = read(fd, bytes + len, size - len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? -1 : (gssize)len;
		len += (gsize)n;
	}
	return (gssize)len;
}

static gboolean
load(WdSpimStore *store, int fd, const char *path, gboolean needs_root, GError **error)
{
	gssize len;

	if (!check_file(fd, path, needs_root, error))
		return FALSE;
	store->bytes = g_malloc(WD_SPIM_MODEL_BYTES);
	len = read_bytes(fd, store->bytes, WD_SPIM_MODEL_BYTES);
	if (len < 0)
		return fail_errno(path, error);
	store->model = wd_spim_model_parse(store->bytes, (gsize)len, error);
	if (store->model == NULL)
		g_prefix_error(error, "%s: ", path);
	return store->model != NULL;
}

/**
 * wd_spim_store_open:
 * @path: a file that `wardenctl spim train` wrote
 * @needs_root: whether only root may have written it
 * @error: return location for a #WD_ERROR whose message begins with @path
 *
 * Blocks on the disk for a quarter of a MiB.
 *
 * Returns: (transfer full): the model with its bytes, or NULL
 */
WdSpimStore *
wd_spim_store_open(const char *path, gboolean needs_root, GError **error)
{
	g_autoptr(WdSpimStore) store = g_new0(WdSpimStore, 1);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	gboolean is_good;

	if (fd < 0) {
		(void)fail_errno(path, error);
		return NULL;
	}
	is_good = load(store, fd, path, needs_root, error);
	(void)close(fd); /* nothing was written */
	return is_good ? g_steal_pointer(&store) : NULL;
}

/**
 * wd_spim_store_open_for:
 * @policy: the settings
 * @error: return location for a #WD_ERROR
 *
 * Opens the model that @policy names. What a company names only root may have written: else the
 * person could put another one there.
 *
 * Returns: (transfer full) (nullable): the model; NULL with @error set when it cannot be used, NULL
 * without when none is named
 */
WdSpimStore *
wd_spim_store_open_for(const WdPolicy *policy, GError **error)
{
	const char *path = wd_policy_get_string(policy, WD_KEY_SPIM_MODEL);

	if (*path == '\0')
		return NULL;
	return wd_spim_store_open(path, wd_policy_is_locked(policy, WD_KEY_SPIM_MODEL), error);
}

/**
 * wd_spim_store_close:
 * @store: (nullable) (transfer full): a model with its bytes
 */
void
wd_spim_store_close(WdSpimStore *store)
{
	if (store == NULL)
		return;
	wd_spim_model_free(store->model);
	g_free(store->bytes);
	g_free(store);
}

/**
 * wd_spim_store_get_model:
 * @store: a model with its bytes
 *
 * Returns: (transfer none): the model, until @store is closed
 */
const WdSpimModel *
wd_spim_store_get_model(const WdSpimStore *store)
{
	return store->model;
}
