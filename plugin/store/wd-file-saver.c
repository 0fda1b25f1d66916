/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-file-saver.h"

#include <string.h>

#include "store/wd-private-file.h"

struct WdFileSaver {
	char *path;
	GThread *thread; /* (nullable) the last one started */
	GMutex lock;     /* of all below */
	gboolean is_running;
	char *pending; /* (nullable) the newest text: older ones need not reach the disk */
	GError *error; /* (nullable) of the last write */
};

static char *
take_pending(WdFileSaver *saver)
{
	char *text;

	g_mutex_lock(&saver->lock);
	text = g_steal_pointer(&saver->pending);
	saver->is_running = text != NULL;
	g_mutex_unlock(&saver->lock);
	return text;
}

static gpointer
run(gpointer data)
{
	WdFileSaver *saver = data;
	char *text;

	while ((text = take_pending(saver)) != NULL) {
		GError *error = NULL;

		if (wd_private_file_replace(saver->path, text, strlen(text), &error))
			g_clear_error(&error);
		g_free(text);
		g_mutex_lock(&saver->lock);
		g_clear_error(&saver->error);
		saver->error = error;
		g_mutex_unlock(&saver->lock);
	}
	return NULL;
}

/**
 * wd_file_saver_new:
 * @path: a file in a private folder; it need not exist
 *
 * Returns: (transfer full): its writer, which has written nothing yet
 */
WdFileSaver *
wd_file_saver_new(const char *path)
{
	WdFileSaver *saver = g_new0(WdFileSaver, 1);

	saver->path = g_strdup(path);
	g_mutex_init(&saver->lock);
	return saver;
}

/**
 * wd_file_saver_save:
 * @saver: a writer
 * @text: the whole new content; copied
 *
 * Returns at once. Of several texts in quick succession only the last is sure to be written.
 */
void
wd_file_saver_save(WdFileSaver *saver, const char *text)
{
	gboolean is_running;

	g_mutex_lock(&saver->lock);
	g_free(saver->pending);
	saver->pending = g_strdup(text);
	is_running = saver->is_running;
	saver->is_running = TRUE;
	g_mutex_unlock(&saver->lock);
	if (is_running)
		return;
	/* The one before has nothing left to do but to return. */
	if (saver->thread != NULL)
		g_thread_join(saver->thread);
	saver->thread = g_thread_new("warden-saver", run, saver);
}

/**
 * wd_file_saver_is_done:
 * @saver: a writer
 *
 * Returns: whether everything that was to be saved is on disk
 */
gboolean
wd_file_saver_is_done(WdFileSaver *saver)
{
	gboolean is_done;

	g_mutex_lock(&saver->lock);
	is_done = !saver->is_running && saver->error == NULL;
	g_mutex_unlock(&saver->lock);
	return is_done;
}

/**
 * wd_file_saver_check:
 * @saver: a writer
 * @error: return location for the #WD_ERROR of the last write
 *
 * A failure is told once: whoever was told may try again.
 *
 * Returns: whether the last write that ended was good
 */
gboolean
wd_file_saver_check(WdFileSaver *saver, GError **error)
{
	gboolean is_good;

	g_mutex_lock(&saver->lock);
	is_good = saver->error == NULL;
	if (!is_good)
		g_propagate_error(error, g_steal_pointer(&saver->error));
	g_mutex_unlock(&saver->lock);
	return is_good;
}

/**
 * wd_file_saver_free:
 * @saver: (nullable) (transfer full): a writer
 *
 * Waits until everything is written: blocks on the disk.
 */
void
wd_file_saver_free(WdFileSaver *saver)
{
	if (saver == NULL)
		return;
	if (saver->thread != NULL)
		g_thread_join(saver->thread);
	g_mutex_clear(&saver->lock);
	g_clear_error(&saver->error);
	g_free(saver->pending);
	g_free(saver->path);
	g_free(saver);
}
