#include "textflag.h"
#include "tanh_amd64.h"

// func recurStep(h int, u, b, v, c, x, y, constants *float32)
// One step of one direction; h is a multiple of 8.
TEXT ·recurStep(SB), NOSPLIT, $0-64
	MOVQ h+0(FP), CX
	MOVQ u+8(FP), SI
	MOVQ b+16(FP), R8
	MOVQ v+24(FP), R9
	MOVQ c+32(FP), R10
	MOVQ x+40(FP), R11
	MOVQ y+48(FP), DI
	MOVQ constants+56(FP), BX
	LEAQ (CX*4), DX // bytes between candidate, forget and output gate
	VMOVUPS HALF, Y15
next:
	VMOVUPS (R10), Y0
	VMOVUPS (SI), Y1
	VMOVUPS (SI)(DX*1), Y2
	VMOVUPS (SI)(DX*2), Y3
	VADDPS (R8), Y2, Y2
	VADDPS (R8)(DX*1), Y3, Y3
	VFMADD231PS (R9), Y0, Y2
	VFMADD231PS (R9)(DX*1), Y0, Y3
	VMULPS Y15, Y2, Y2
	VMULPS Y15, Y3, Y3
	TANH(Y2, Y4, Y5, Y6)
	TANH(Y3, Y7, Y8, Y9)
	VFMADD213PS HALF, Y15, Y2
	VFMADD213PS HALF, Y15, Y3
	VSUBPS Y1, Y0, Y0
	VFMADD231PS Y0, Y2, Y1
	VMOVUPS Y1, (R10)
	TANH(Y1, Y4, Y5, Y6)
	VMOVUPS (R11), Y10
	VSUBPS Y10, Y1, Y1
	VFMADD231PS Y1, Y3, Y10
	VMOVUPS Y10, (DI)
	ADDQ $32, SI
	ADDQ $32, R8
	ADDQ $32, R9
	ADDQ $32, R10
	ADDQ $32, R11
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  next
	VZEROUPPER
	RET

// func addRow(n int, dst *float32, row *int8, scale float32)
// dst += row · scale; n is a multiple of 8.
TEXT ·addRow(SB), NOSPLIT, $0-28
	MOVQ n+0(FP), CX
	MOVQ dst+8(FP), DI
	MOVQ row+16(FP), SI
	VBROADCASTSS scale+24(FP), Y2
add:
	VPMOVSXBD (SI), Y0
	VCVTDQ2PS Y0, Y0
	VMOVUPS (DI), Y1
	VFMADD231PS Y0, Y2, Y1
	VMOVUPS Y1, (DI)
	ADDQ $8, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JNZ  add
	VZEROUPPER
	RET
