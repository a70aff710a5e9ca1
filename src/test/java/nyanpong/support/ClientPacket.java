package nyanpong.support;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A request that a real client sent, of src/test/resources/packets/clients.txt.
 *
 * @param command what sent it
 * @param client in lower case
 */
public record ClientPacket(String command, String client, int sequence, String hex) {
    private static final String FILE = "/packets/clients.txt";

    public byte[] octets() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return client + " " + sequence + ": " + command;
    }

    public static List<ClientPacket> all() {
        List<ClientPacket> all = new ArrayList<>();
        String command = "";
        try (var in = new BufferedReader(
                new InputStreamReader(ClientPacket.class.getResourceAsStream(FILE), StandardCharsets.US_ASCII))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", -1);
                if (line.startsWith("# ")) {
                    command = line.substring(2);
                } else if (words.length == 3) {
                    all.add(new ClientPacket(command, words[0], Integer.parseInt(words[1]), words[2]));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
