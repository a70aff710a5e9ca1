package nyanpong.app.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Who a process may be: passwd(5). */
public record Account(int uid, int gid) {
    public static final Account ROOT = new Account(0, 0);

    private static final Path PASSWD = Path.of("/etc/passwd");
    private static final String NOBODY = "nobody";
    /** The kernel's overflowuid, whom nobody's files belong to. */
    private static final int OVERFLOW = 65_534;

    /**
     * @param user a name, or a number, whose group is that of {@code /etc/passwd}, else the same number
     * @throws UnavailableException if there is no such name
     */
    public static Account of(String user) throws IOException, UnavailableException {
        boolean number = user.chars().allMatch(c -> c >= '0' && c <= '9');
        List<String> lines = Files.isReadable(PASSWD)
                ? Files.readAllLines(PASSWD, StandardCharsets.ISO_8859_1) // bytes of any kind
                : List.of();
        for (String line : lines) {
            String[] fields = line.split(":", -1);
            if (fields.length == 7 && user.equals(fields[number ? 2 : 0])) {
                return new Account(id(fields[2]), id(fields[3]));
            }
        }
        if (number) {
            return new Account(id(user), id(user));
        }
        if (user.equals(NOBODY)) {
            return new Account(OVERFLOW, OVERFLOW); // in a container without accounts
        }
        throw new UnavailableException(
                "user " + user + ": not in /etc/passwd; create it (useradd --system), or give its number");
    }

    private static int id(String number) {
        return Integer.parseUnsignedInt(number);
    }
}
