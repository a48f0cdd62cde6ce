"""The tour: the real window, worked by keys from scene to scene, as pictures in a folder."""
