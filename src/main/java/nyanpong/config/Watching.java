package nyanpong.config;

/**
 * Who may see what is being drawn.
 *
 * @param topGroup a group of this host whose members may run {@code nyanpong top}; null for the user who serves, and root
 * @param gallery where browsers may look; null for nowhere
 * @param addresses how the gallery tells them
 */
public record Watching(String topGroup, Endpoint gallery, GalleryAddresses addresses) {
    public Watching {
        if (addresses == null) {
            throw new IllegalArgumentException("only the first two may be null");
        }
    }
}
