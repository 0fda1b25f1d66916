/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "store/wd-audit-notes.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/wd-error.h"
#include "store/wd-paths.h"

#define FILE_NAME  "notes"
#define FILE_MODE  0600
#define ID_DIGITS  32
#define HEX_DIGITS "0123456789abcdef"

static const char *const events[] = {"log.delete",
				     "log.delete_failed",
				     "log.export",
				     "log.import",
				     "log.rewrap",
				     "log.rewrap_failed",
				     NULL};
static const char *const reasons[] = {"retention", "import", "copy", "own-key", "other-key", NULL};

struct WdAuditNotes {
	char *base;
	GString *text;   /* of the file, from its beginning */
	gsize n_visited; /* bytes of it */
};

static int
open_notes(const char *base, int flags)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_AUDIT);
	g_autofree char *path = g_build_filename(folder, FILE_NAME, NULL);

	return open(path, flags | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, FILE_MODE);
}

static gboolean
is_id(const char *text)
{
	return strlen(text) == ID_DIGITS && strspn(text, HEX_DIGITS) == ID_DIGITS;
}

static gboolean
is_sane(const WdAuditNote *note)
{
	return g_strv_contains(events, note->event) && g_strv_contains(reasons, note->reason) &&
	       is_id(note->log);
}

static gboolean
fail(GError **error)
{
	g_set_error(error, WD_ERROR, WD_ERROR_IO, "audit notes: %s", g_strerror(errno));
	return FALSE;
}

static gboolean
has_room(goffset size)
{
	errno = ENOSPC;
	return size <= WD_AUDIT_NOTES_MAX_BYTES;
}

/* Whole or not at all: what a full disk took of a line would spoil the next one, too. */
static gboolean
append_line(int fd, const char *line)
{
	gsize len = strlen(line);
	struct stat status;
	gssize n;
	int saved;

	if (flock(fd, LOCK_EX) != 0 || fstat(fd, &status) != 0 ||
	    !has_room(status.st_size + (goffset)len))
		return FALSE;
	n = write(fd, line, len);
	if (n == (gssize)len)
		return TRUE;
	saved = n < 0 ? errno : ENOSPC;
	(void)!ftruncate(fd, status.st_size); /* else the reader passes over what is no note */
	errno = saved;
	return FALSE;
}

/**
 * wd_audit_notes_add:
 * @base: the plugin's folder
 * @note: what was done
 * @error: return location for a #WD_ERROR; %WD_ERROR_MALFORMED when it is none of the table
 *
 * Leaves a note for the client that has the trail, or for the next one. Waits for whoever is at
 * the notes.
 *
 * Returns: whether it is written; to the disk only soon
 */
gboolean
wd_audit_notes_add(const char *base, const WdAuditNote *note, GError **error)
{
	g_autofree char *folder = wd_path_get(base, WD_PATH_AUDIT);
	g_autofree char *line = g_strdup_printf("%s %s %s\n", note->event, note->reason, note->log);
	int fd;
	gboolean is_written;

	if (!is_sane(note)) { /* a file in the folder of logs may be called anything */
		g_set_error(error,
			    WD_ERROR,
			    WD_ERROR_MALFORMED,
			    "audit notes: %s is no log",
			    note->log);
		return FALSE;
	}
	if (!wd_path_make_folder(folder, error))
		return FALSE;
	fd = open_notes(base, O_WRONLY | O_APPEND | O_CREAT);
	if (fd < 0)
		return fail(error);
	is_written = append_line(fd, line);
	if (!is_written)
		fail(error);
	(void)close(fd); /* the line is there or not by now */
	return is_written;
}

/**
 * wd_audit_note_parse:
 * @raw_line: (array length=len): a line of the file; untrusted
 * @len: length of @raw_line
 * @words: (out): three words, which @note points into; free with g_strfreev()
 * @note: (out): the note; set only on success
 *
 * Returns: whether the line says something that the trail may repeat
 */
gboolean
wd_audit_note_parse(const char *raw_line, gsize len, char ***words, WdAuditNote *note)
{
	g_autofree char *line = g_strndup(raw_line, len);
	g_auto(GStrv) found = g_strsplit(line, " ", 4);
	WdAuditNote parsed;

	if (g_strv_length(found) != 3)
		return FALSE;
	parsed = (WdAuditNote){found[0], found[1], found[2]};
	if (!is_sane(&parsed))
		return FALSE;
	*note = parsed;
	*words = g_steal_pointer(&found);
	return TRUE;
}

static void
visit_line(const char *line, gsize len, WdAuditNoteVisit visit, gpointer data)
{
	g_auto(GStrv) words = NULL;
	WdAuditNote note;

	if (wd_audit_note_parse(line, len, &words, &note))
		visit(&note, data);
}

/* Brings what is new in the file behind what was read before. */
static gboolean
read_on(WdAuditNotes *notes, int fd)
{
	struct stat status;
	gsize size;

	if (fstat(fd, &status) != 0 || !S_ISREG(status.st_mode))
		return FALSE;
	size = (gsize)MIN(status.st_size, WD_AUDIT_NOTES_MAX_BYTES);
	while (notes->text->len < size) {
		char piece[4096];
		gssize n = pread(fd, piece, sizeof piece, (off_t)notes->text->len);

		if (n <= 0)
			return FALSE;
		g_string_append_len(notes->text, piece, n);
	}
	return TRUE;
}

/* Empties the file when all that it holds has been visited, else reads on. */
static void
look(WdAuditNotes *notes)
{
	int fd = open_notes(notes->base, O_RDWR);

	if (fd < 0)
		return; /* as nearly always: nobody has left a note */
	if (flock(fd, LOCK_EX | LOCK_NB) == 0 && read_on(notes, fd) &&
	    notes->n_visited == notes->text->len && ftruncate(fd, 0) == 0) {
		g_string_truncate(notes->text, 0);
		notes->n_visited = 0;
	}
	(void)close(fd); /* only a lock was on it */
}

/**
 * wd_audit_notes_new:
 * @base: the plugin's folder
 *
 * Returns: (transfer full): nothing read yet
 */
WdAuditNotes *
wd_audit_notes_new(const char *base)
{
	WdAuditNotes *notes = g_new0(WdAuditNotes, 1);

	notes->base = g_strdup(base);
	notes->text = g_string_new(NULL);
	return notes;
}

/**
 * wd_audit_notes_free:
 * @notes: (nullable) (transfer full): notes; those that were not visited stay for the next client
 */
void
wd_audit_notes_free(WdAuditNotes *notes)
{
	if (notes == NULL)
		return;
	g_string_free(notes->text, TRUE);
	g_free(notes->base);
	g_free(notes);
}

/**
 * wd_audit_notes_step:
 * @notes: notes
 * @max: how many to visit at most
 * @visit: writes a note into the trail
 * @data: for @visit
 *
 * The file is emptied when all in it have been visited: a crash in between doubles lines and loses
 * none. Never waits: whoever is writing a note now is heard the next time.
 *
 * Returns: whether there are more
 */
gboolean
wd_audit_notes_step(WdAuditNotes *notes, guint max, WdAuditNoteVisit visit, gpointer data)
{
	if (notes->n_visited == notes->text->len)
		look(notes);
	for (; max > 0 && notes->n_visited < notes->text->len; max--) {
		const char *line = notes->text->str + notes->n_visited;
		gsize len = strcspn(line, "\n");

		visit_line(line, len, visit, data);
		notes->n_visited = MIN(notes->n_visited + len + 1, notes->text->len);
	}
	if (notes->n_visited == notes->text->len && notes->text->len > 0)
		look(notes);
	return notes->n_visited < notes->text->len;
}
