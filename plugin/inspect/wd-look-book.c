/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include "inspect/wd-look-book.h"

#include <string.h>

#include "engine/text/wd-utf8.h"

#define SHOWN_CHARS 120 /* of a member's path */
#define BOMB_RATIO  200 /* times the file's size; zeros deflate a thousandfold */
#define BOMB_BYTES                                                                                 \
	(64 * 1024 * 1024) /* what stays below is no bomb, however well it was packed              \
			    */

/**
 * wd_look_book_init:
 * @book: (out): empty
 * @limits: borrowed for as long as @book is used
 * @file_size: bytes of the file itself
 */
void
wd_look_book_init(WdLookBook *book, const WdInspectLimits *limits, guint64 file_size)
{
	memset(book, 0, sizeof *book);
	book->limits = limits;
	book->file_size = file_size;
	wd_words_init(&book->words, WD_FILE_MAX_TEXT_BYTES);
}

/**
 * wd_look_book_clear:
 * @book: a book that was initialised
 */
void
wd_look_book_clear(WdLookBook *book)
{
	for (guint i = 0; i < book->n_members; i++)
		g_free((char *)book->members[i].name);
	wd_words_clear(&book->words);
}

/**
 * wd_look_book_add_member:
 * @book: a book
 * @name: valid UTF-8: the member's path, that of the archive it is in before it
 * @file_class: what it is
 * @flags: #WdFileFlag bits: why it deserves a word
 *
 * The flags count for the file, too. Only the first members are listed, those behind count.
 */
void
wd_look_book_add_member(WdLookBook *book, const char *name, WdFileClass file_class, guint flags)
{
	book->flags |= flags;
	if (book->n_members == WD_FILE_MAX_MEMBERS)
		return;
	book->members[book->n_members++] = (WdFileMember){
		.name = wd_utf8_show(name, SHOWN_CHARS),
		.file_class = file_class,
		.flags = flags,
	};
}

static gboolean
is_bomb(const WdLookBook *book, guint64 n_bytes)
{
	return n_bytes > BOMB_BYTES && n_bytes / BOMB_RATIO > book->file_size;
}

/**
 * wd_look_book_spend:
 * @book: a book
 * @n_bytes: how many bytes were unpacked
 *
 * Returns: whether to go on; if not, %WD_FILE_BOMB or %WD_FILE_LIMIT is set
 */
gboolean
wd_look_book_spend(WdLookBook *book, guint64 n_bytes)
{
	book->n_unpacked += n_bytes;
	if (is_bomb(book, book->n_unpacked))
		book->flags |= WD_FILE_BOMB;
	else if (book->n_unpacked > book->limits->max_unpacked_bytes)
		book->flags |= WD_FILE_LIMIT;
	else
		return TRUE;
	return FALSE;
}

/**
 * wd_look_book_promise:
 * @book: a book
 * @n_bytes: how long an archive says that its next member is; a lie is possible, either way
 *
 * Returns: whether to go on; if not, %WD_FILE_BOMB is set
 */
gboolean
wd_look_book_promise(WdLookBook *book, guint64 n_bytes)
{
	book->n_promised += MIN(n_bytes, G_MAXUINT64 - book->n_promised);
	if (is_bomb(book, book->n_promised))
		book->flags |= WD_FILE_BOMB;
	return !is_bomb(book, book->n_promised);
}

/**
 * wd_look_book_count_entry:
 * @book: a book
 *
 * Returns: whether another entry of an archive may be looked at; if not, %WD_FILE_LIMIT is set
 */
gboolean
wd_look_book_count_entry(WdLookBook *book)
{
	if (++book->n_entries <= book->limits->max_entries)
		return TRUE;
	book->flags |= WD_FILE_LIMIT;
	return FALSE;
}
