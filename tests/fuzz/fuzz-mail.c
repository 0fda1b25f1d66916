/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz-target.h"
#include "inspect/wd-inside.h"
#include "inspect/wd-mail.h"

/* Laws: looking again sees the same, and the budget holds whatever the mail is. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	WdLookBook book;
	WdLookBook again;

	wd_look_book_init(&book, &wd_inspect_default_limits, size);
	wd_look_book_init(&again, &wd_inspect_default_limits, size);
	book.inside = wd_inside_look;
	again.inside = wd_inside_look;
	wd_mail_look(&book, NULL, 0, data, size);
	wd_mail_look(&again, NULL, 0, data, size);
	g_assert_cmphex(book.flags, ==, again.flags);
	g_assert_cmpuint(book.n_members, ==, again.n_members);
	g_assert_cmpuint(book.words.text->len, <=, book.words.max_bytes);
	g_assert_cmpuint(book.n_held, ==, 0);
	for (guint i = 0; i < book.n_members; i++)
		g_assert_true(g_utf8_validate(book.members[i].name, -1, NULL));
	wd_look_book_clear(&book);
	wd_look_book_clear(&again);
	return 0;
}
