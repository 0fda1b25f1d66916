/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-document-store.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"

struct WdDocumentStore {
	void *bytes; /* mapped */
	gsize len;
	WdDocumentIndex *index;
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

/* Of the descriptor and not of the name: what is checked is what is mapped. */
static gboolean
check_file(int fd, const char *path, gboolean needs_root, gsize *len, GError **error)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return fail_errno(path, error);
	if (!S_ISREG(status.st_mode) || status.st_size <= 0 ||
	    status.st_size > WD_DOCUMENT_INDEX_BYTES) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_MALFORMED,
			    "%s: this is no file of 1 to %u bytes",
			    path,
			    WD_DOCUMENT_INDEX_BYTES);
		return FALSE;
	}
	if (needs_root && (status.st_uid != 0 || (status.st_mode & (S_IWGRP | S_IWOTH)) != 0)) {
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_UNTRUSTED,
			    "%s: a company's index must belong to root, and only root may write it",
			    path);
		return FALSE;
	}
	*len = (gsize)status.st_size;
	return TRUE;
}

static gboolean
load(WdDocumentStore *store, int fd, const char *path, gboolean needs_root, GError **error)
{
	gsize len = 0;

	if (!check_file(fd, path, needs_root, &len, error))
		return FALSE;
	store->bytes = mmap(NULL, len, PROT_READ, MAP_PRIVATE, fd, 0);
	if (store->bytes == MAP_FAILED) {
		store->bytes = NULL;
		return fail_errno(path, error);
	}
	store->len = len;
	/* A search jumps: reading ahead would only fill memory. */
	(void)madvise(store->bytes, len, MADV_RANDOM);
	store->index = wd_document_index_parse(store->bytes, len, error);
	if (store->index == NULL)
		g_prefix_error(error, "%s: ", path);
	return store->index != NULL;
}

/**
 * wd_document_store_open:
 * @path: a file that `wardenctl lists compile --fingerprints` wrote
 * @needs_root: whether only root may have written it
 * @error: return location for a #WD_ERROR whose message begins with @path
 *
 * Blocks on the disk for a quarter of a MiB.
 *
 * Returns: (transfer full): the index with its bytes, or %NULL
 */
WdDocumentStore *
wd_document_store_open(const char *path, gboolean needs_root, GError **error)
{
	g_autoptr(WdDocumentStore) store = g_new0(WdDocumentStore, 1);
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	gboolean is_good;

	if (fd < 0) {
		(void)fail_errno(path, error);
		return NULL;
	}
	is_good = load(store, fd, path, needs_root, error);
	(void)close(fd); /* the mapping stays */
	return is_good ? g_steal_pointer(&store) : NULL;
}

/**
 * wd_document_store_open_for:
 * @policy: the settings
 * @error: return location for a #WD_ERROR
 *
 * Opens the index that @policy names. What a company names only root may have written: else the
 * person could put another one there.
 *
 * Returns: (transfer full) (nullable): the index; %NULL with @error set when it cannot be used,
 *   %NULL without when none is named
 */
WdDocumentStore *
wd_document_store_open_for(const WdPolicy *policy, GError **error)
{
	const char *path = wd_policy_get_string(policy, WD_KEY_LEAKS_DOCUMENTS);

	if (*path == '\0')
		return NULL;
	return wd_document_store_open(
		path, wd_policy_is_locked(policy, WD_KEY_LEAKS_DOCUMENTS), error);
}

/**
 * wd_document_store_close:
 * @store: (nullable) (transfer full): an index with its bytes
 */
void
wd_document_store_close(WdDocumentStore *store)
{
	if (store == NULL)
		return;
	wd_document_index_free(store->index);
	if (store->bytes != NULL)
		(void)munmap(store->bytes, store->len);
	g_free(store);
}

/**
 * wd_document_store_get_index:
 * @store: an index with its bytes
 *
 * Returns: (transfer none): the index, until @store is closed
 */
const WdDocumentIndex *
wd_document_store_get_index(const WdDocumentStore *store)
{
	return store->index;
}
