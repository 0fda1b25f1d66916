/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib-unix.h>
#include <string.h>
#include <unistd.h>

#include "ctl/wd-line-reader.h"

#define MAX_BYTES 10

typedef struct {
	const char *name;
	const char *input;
	const char *lines[5]; /* "!" stands for one that is too long */
} ReaderCase;

static const ReaderCase cases[] = {
	{"nothing", "", {NULL}},
	{"one", "a\n", {"a", NULL}},
	{"no-last-newline", "a\nb", {"a", "b", NULL}},
	{"crlf", "a\r\nb\r\n", {"a", "b", NULL}},
	{"empty-lines", "\n\na\n", {"", "", "a", NULL}},
	{"just-fits", "0123456789\na\n", {"0123456789", "a", NULL}},
	{"too-long", "0123456789a\nb\n", {"!", "b", NULL}},
	{"too-long-at-the-end", "a\n0123456789abc", {"a", "!", NULL}},
};

static WdLineReader *
reader_of(const char *input, gsize len, int *fd)
{
	int fds[2];

	g_assert_true(g_unix_open_pipe(fds, FD_CLOEXEC, NULL));
	g_assert_cmpint(write(fds[1], input, len), ==, (gssize)len);
	close(fds[1]);
	*fd = fds[0];
	return wd_line_reader_new(fds[0], MAX_BYTES);
}

static void
test_lines(gconstpointer data)
{
	const ReaderCase *row = data;
	int fd;
	g_autoptr(WdLineReader) reader = reader_of(row->input, strlen(row->input), &fd);
	char *line = NULL;
	gsize len = 0;
	guint n = 0;

	for (; wd_line_reader_next(reader, &line, &len); n++) {
		g_assert_nonnull(row->lines[n]);
		g_assert_cmpuint(wd_line_reader_get_number(reader), ==, n + 1);
		if (g_str_equal(row->lines[n], "!"))
			g_assert_cmpuint(len, >, MAX_BYTES);
		else
			g_assert_cmpstr(line, ==, row->lines[n]);
	}
	g_assert_null(row->lines[n]);
	g_assert_false(wd_line_reader_next(reader, &line, &len));
	close(fd);
}

static void
test_keeps_nuls(void)
{
	int fd;
	g_autoptr(WdLineReader) reader = reader_of("a\0b\nc\n", 6, &fd);
	char *line = NULL;
	gsize len = 0;

	g_assert_true(wd_line_reader_next(reader, &line, &len));
	g_assert_cmpmem(line, len, "a\0b", 3);
	g_assert_true(wd_line_reader_next(reader, &line, &len));
	g_assert_cmpstr(line, ==, "c");
	close(fd);
}

/* Memory stays bounded, whatever a line claims; the next line is found all the same. */
/* What cannot be read has no lines, and is not at its end either. */
static void
test_no_input(void)
{
	int fd = open("/", O_RDONLY | O_CLOEXEC);
	g_autoptr(WdLineReader) reader = wd_line_reader_new(fd, MAX_BYTES);
	char *line;
	gsize len;

	g_assert_false(wd_line_reader_next(reader, &line, &len));
	g_assert_cmpint(wd_line_reader_get_error(reader), ==, EISDIR);
	close(fd);
}

static void
test_endless_line(void)
{
	g_autofree char *path = NULL;
	g_autoptr(WdLineReader) reader = NULL;
	g_autofree char *much = g_strnfill(1000000, 'x');
	char *line = NULL;
	gsize len = 0;
	int fd = g_file_open_tmp("warden-lines-XXXXXX", &path, NULL);

	for (guint i = 0; i < 5; i++)
		g_assert_cmpint(write(fd, much, 1000000), ==, 1000000);
	g_assert_cmpint(write(fd, "\nend\n", 5), ==, 5);
	lseek(fd, 0, SEEK_SET);
	reader = wd_line_reader_new(fd, MAX_BYTES);
	g_assert_true(wd_line_reader_next(reader, &line, &len));
	g_assert_cmpuint(len, >, MAX_BYTES);
	g_assert_cmpuint(len, <, 200000);
	g_assert_true(wd_line_reader_next(reader, &line, &len));
	g_assert_cmpstr(line, ==, "end");
	close(fd);
	unlink(path);
}

int
main(int argc, char **argv)
{
	g_test_init(&argc, &argv, NULL);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/line-reader/", cases[i].name, NULL);

		g_test_add_data_func(path, &cases[i], test_lines);
	}
	g_test_add_func("/line-reader/keeps-nuls", test_keeps_nuls);
	g_test_add_func("/line-reader/no-input", test_no_input);
	g_test_add_func("/line-reader/endless-line", test_endless_line);
	return g_test_run();
}
